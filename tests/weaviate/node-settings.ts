import { join } from 'node:path';
import type { EngineOptions } from './engine.ts';
import type { NodeCommand } from './node-process.ts';
import type { NodePorts } from './ports.ts';

/** What the nodes of one cluster are started from. */
export interface ClusterPlan {
  binary: string;
  /** One entry a node. */
  ports: NodePorts[];
  /** One data folder a node. */
  data: string[];
  /** Where logs go; removed with the cluster. */
  temporary: string;
  options: EngineOptions;
}

const host = '127.0.0.1';

/** The command of every node, in order, with all that the nodes have to know of each other. */
export function clusterCommands(plan: ClusterPlan): NodeCommand[] {
  const { binary, ports, data, temporary, options } = plan;
  const size = ports.length;
  const nameOf = (node: number) => `node${node + 1}`;
  // Every node, itself included, has to stand in both lists.
  const gossips = ports.map(({ gossip }) => `${host}:${gossip}`).join(',');
  const rafts = ports.map(({ raft }, node) => `${nameOf(node)}:${raft}`).join(',');
  return ports.map((own, node) => ({
    name: nameOf(node),
    binary,
    args: ['--scheme=http', `--host=${host}`, `--port=${own.http}`, '--read-timeout=600s', '--write-timeout=600s'],
    address: `${host}:${own.http}`,
    log: join(temporary, `${nameOf(node)}.log`),
    temporary,
    env: {
      PATH: process.env.PATH,
      HOME: temporary,
      PERSISTENCE_DATA_PATH: data[node] ?? '',
      DEFAULT_VECTORIZER_MODULE: 'none',
      API_BASED_MODULES_DISABLED: 'true',
      DISABLE_TELEMETRY: 'true',
      GO_PROFILING_DISABLE: 'true',
      PROMETHEUS_MONITORING_ENABLED: 'false',
      AUTOSCHEMA_ENABLED: 'false',
      GOMEMLIMIT: size === 1 ? '2GiB' : '1GiB',
      GRPC_PORT: String(own.grpc),
      CLUSTER_HOSTNAME: nameOf(node),
      CLUSTER_IN_LOCALHOST: 'true',
      CLUSTER_BIND_ADDR: host,
      CLUSTER_ADVERTISE_ADDR: host,
      CLUSTER_GOSSIP_BIND_PORT: String(own.gossip),
      CLUSTER_DATA_BIND_PORT: String(own.data),
      CLUSTER_JOIN: gossips,
      RAFT_PORT: String(own.raft),
      RAFT_INTERNAL_RPC_PORT: String(own.raftRpc),
      RAFT_JOIN: rafts,
      RAFT_BOOTSTRAP_EXPECT: String(size),
      RAFT_BOOTSTRAP_TIMEOUT: '120',
      RAFT_TIMEOUTS_MULTIPLIER: '1',
      // Otherwise a write in flight hangs for up to a minute while a new leader is chosen.
      COLLECTION_RETRIEVAL_STRATEGY: 'LocalOnly',
      ASYNC_REPLICATION_FREQUENCY: '5s',
      ASYNC_REPLICATION_PROPAGATION_DELAY: '5s',
      ...access(options),
      ...options.env,
    },
  }));
}

function access({ apiKey, readOnlyApiKey }: EngineOptions): Record<string, string> {
  if (apiKey === undefined) return { AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'true' };
  const reads = readOnlyApiKey !== undefined;
  return {
    AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: 'false',
    AUTHENTICATION_APIKEY_ENABLED: 'true',
    AUTHENTICATION_APIKEY_ALLOWED_KEYS: reads ? `${apiKey},${readOnlyApiKey}` : apiKey,
    AUTHENTICATION_APIKEY_USERS: reads ? 'administrator,reader' : 'administrator',
    AUTHORIZATION_ADMINLIST_ENABLED: 'true',
    AUTHORIZATION_ADMINLIST_USERS: 'administrator',
    ...(reads ? { AUTHORIZATION_ADMINLIST_READONLY_USERS: 'reader' } : {}),
  };
}
