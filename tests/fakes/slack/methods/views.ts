import { z } from 'zod';
import { take, type Method } from '../arguments.ts';
import { ModalSchema, slackProblems } from '../block-schemas.ts';
import { Refused } from '../refused.ts';
import { app, team, type World } from '../world.ts';

/** A trigger lives for 3 s and opens one view. */
const triggerMs = 3000;

/** views.open and auth.test. Source: docs.slack.dev/reference/methods. */
export function viewMethods(world: World): Readonly<Record<string, Method>> {
  return {
    'views.open': (args) => {
      const { trigger_id, view } = take(z.object({ trigger_id: z.string(), view: z.unknown() }), args);
      const trigger = world.triggers.get(trigger_id);
      if (!trigger) throw new Refused('invalid_trigger_id');
      if (trigger.used) throw new Refused('exchanged_trigger_id');
      if (world.clock.now() - trigger.at > triggerMs) throw new Refused('expired_trigger_id');
      const problems = slackProblems(ModalSchema, view, '/view');
      if (problems.length > 0) throw new Refused('invalid_arguments', problems);
      world.look('views.open', view);
      trigger.used = true;
      const opened = { id: world.nextId('V'), team_id: team.id, app_id: app.id, ...(view as object) };
      world.views.push({ id: opened.id, view: opened });
      return { view: opened };
    },
    'auth.test': () => ({
      url: `https://${team.domain}.slack.com/`,
      team: 'Reading group',
      user: 'ibid',
      team_id: team.id,
      user_id: app.botUser,
      bot_id: app.botId,
      app_id: app.id,
      is_enterprise_install: false,
    }),
  };
}
