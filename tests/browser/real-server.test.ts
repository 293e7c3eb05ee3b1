import { startRealServer } from '../fixtures/real-server.ts';
import { describeClient } from './describe-client.ts';

describeClient('the page on the real server', startRealServer);
