import type { NewLiveEvent, OverviewAlarm, TrunkAlarm } from '@trunkline/contracts';
import { alarmWords, type CountedAlarm, callIdOf, countAlarms, type FailedAttempt } from '@trunkline/domain';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { OutboundRouteEntity } from '../entities/outbound-route.entity.js';
import { TrunkEntity } from '../entities/trunk.entity.js';
import { TrunkAlarmEntity } from '../entities/trunk-alarm.entity.js';
import { newId } from '../ids/new-id.js';

const keptDays = 30;

/** The calls that raised an alarm, counted by trunk, gateway and class. */
export const TrunkAlarms = {
  /**
   * Counts the attempts whose class raises an alarm, by the route where it says so and else by the trunk. Returns the events
   * to be appended in the same transaction. Those of trunks that are gone count nowhere.
   */
  async count(manager: EntityManager, node: string, attempts: readonly FailedAttempt[]): Promise<NewLiveEvent[]> {
    if (attempts.length === 0) return [];
    const trunks = await byRef(
      manager,
      TrunkEntity,
      attempts.map(({ trunkRef }) => trunkRef),
    );
    const routes = await byRef(
      manager,
      OutboundRouteEntity,
      attempts.map(({ routeRef }) => routeRef),
    );
    const alarming = attempts.flatMap(({ trunkRef, routeRef, linkedid, ...attempt }) => {
      const trunk = trunks.get(trunkRef);
      const alarmOn = routes.get(routeRef)?.alarmOn ?? trunk?.alarmOn ?? [];
      if (!trunk || !alarmOn.includes(attempt.end)) return [];
      return [{ ...attempt, trunkId: trunk.id, callId: callIdOf(node, linkedid) }];
    });
    if (alarming.length === 0) return [];
    const trunkIds = [...new Set(alarming.map(({ trunkId }) => trunkId))];
    const known = await manager.findBy(TrunkAlarmEntity, { trunkId: In(trunkIds) });
    const { changed, told } = countAlarms(known.map(counted), alarming);
    await manager.upsert(TrunkAlarmEntity, changed.map(row), ['trunkId', 'gateway', 'class']);
    return told.map(event);
  },

  /** The alarms of a trunk, newest first. */
  async of(manager: EntityManager, trunkId: string): Promise<TrunkAlarm[]> {
    const rows = await manager.find(TrunkAlarmEntity, { where: { trunkId }, order: { lastAt: 'DESC' } });
    return rows.map(counted).map(alarm);
  },

  /** The alarms of all trunks whose last call was after `since`, newest first. */
  async recent(manager: EntityManager, since: Date, limit: number): Promise<OverviewAlarm[]> {
    const where = { lastAt: MoreThan(since) };
    const rows = await manager.find(TrunkAlarmEntity, { where, order: { lastAt: 'DESC' }, take: limit });
    const ids = rows.map(({ trunkId }) => trunkId);
    const trunks = await manager.find(TrunkEntity, { select: { id: true, name: true }, where: { id: In(ids) } });
    const names = new Map(trunks.map(({ id, name }) => [id, name]));
    return rows.flatMap((row) => {
      const trunkName = names.get(row.trunkId);
      return trunkName === undefined ? [] : [{ trunkId: row.trunkId, trunkName, ...alarm(counted(row)) }];
    });
  },

  /** Forgets those of trunks that are gone, and what was a month ago. */
  async prune(manager: EntityManager): Promise<void> {
    await manager.query(
      `DELETE FROM trunk_alarms WHERE last_at < now() - interval '${keptDays} days'
          OR NOT EXISTS (SELECT 1 FROM trunks WHERE trunks.id = trunk_alarms.trunk_id)`,
    );
  },
};

async function byRef<T extends TrunkEntity | OutboundRouteEntity>(
  manager: EntityManager,
  entity: new () => T,
  refs: readonly string[],
): Promise<Map<string, Pick<T, 'id' | 'alarmOn'>>> {
  const rows = await manager
    .createQueryBuilder(entity, 'found')
    .select(['found.id', 'found.ref', 'found.alarmOn'])
    .where('found.ref = ANY(:refs)', { refs: [...new Set(refs)] })
    .getMany();
  return new Map(rows.map((found) => [found.ref, found]));
}

const counted = ({
  trunkId,
  gateway,
  class: end,
  sipCode,
  calls,
  untold,
  ...found
}: TrunkAlarmEntity): CountedAlarm => ({
  ...{ trunkId, gateway: gateway || null, end, sipCode, calls, untold, lastCallId: found.lastCallId },
  ...{ firstAt: found.firstAt.getTime(), lastAt: found.lastAt.getTime(), toldAt: found.toldAt.getTime() },
});

const row = ({ end, gateway, firstAt, lastAt, toldAt, ...alarm }: CountedAlarm): TrunkAlarmEntity => ({
  ...{ ...alarm, class: end, gateway: gateway ?? '' },
  ...{ firstAt: new Date(firstAt), lastAt: new Date(lastAt), toldAt: new Date(toldAt) },
});

const alarm = ({ gateway, end, sipCode, calls, firstAt, lastAt, lastCallId }: CountedAlarm): TrunkAlarm => ({
  ...{ gateway, class: end, sipCode, calls, lastCallId, ...alarmWords(end, { gateway, sipCode }) },
  ...{ firstAt: new Date(firstAt).toISOString(), lastAt: new Date(lastAt).toISOString() },
});

function event({ trunkId, gateway, end, sipCode, calls, lastAt, lastCallId: callId }: CountedAlarm): NewLiveEvent {
  const endedAt = new Date(lastAt).toISOString();
  const data = {
    trunkId,
    gateway,
    class: end,
    sipCode,
    calls,
    callId,
    endedAt,
    ...alarmWords(end, { gateway, sipCode }),
  };
  return { id: newId(), at: new Date().toISOString(), type: 'trunk.alarm', data };
}
