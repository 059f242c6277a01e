import type { HealthCode } from '@trunkline/contracts';

/** What is wrong, with `{name}` where a figure stands, and what to do next. */
export const healthTexts: Record<HealthCode, readonly [reason: string, advice: string]> = {
  agent_never_seen: [
    'No agent has reported yet.',
    'Start the agent beside Asterisk, with the same database and node token as this API.',
  ],
  agent_silent: [
    'The agent does not report. Calls go on, but what is shown is old and changes wait.',
    'Look whether the agent runs, start it again where it does not, and read its log.',
  ],
  agent_version: [
    'The agent has version {agent}, the API {api}.',
    'Update both to the same version: they are made and tested together.',
  ],
  owner_expired: [
    'No agent owns this node: the lease of {holder} has run out.',
    'Look whether the agent runs and reaches the database. Another one takes over by itself.',
  ],
  config_waiting: [
    '{count} changes of the configuration wait to be applied.',
    'They are applied as soon as agent and Asterisk answer. The revisions say what each of them waits for.',
  ],
  config_refused: [
    'Asterisk refused the newest version of {count} resources and runs an older one of them.',
    'Open the revisions, read what Asterisk objected to, and change or roll back what was refused.',
  ],
  asterisk_down: [
    'Asterisk does not answer.',
    'Look whether Asterisk runs on the machine of the node, and read its log. Once it is back the agent connects by itself.',
  ],
  asterisk_degraded: [
    'Asterisk works, but not as it should.',
    'Read below what it is about. If it does not pass, restart Asterisk when there are few calls.',
  ],
  asterisk_unknown: [
    'Nobody knows how Asterisk is, because the agent does not report.',
    'Bring the agent back first. Asterisk routes ordinary calls without it.',
  ],
  control_down: [
    "Asterisk's control socket does not answer: the state of trunks and phones may be old.",
    'Look whether asterisk.ctl lies in the folder that asterisk.conf calls astrundir, and whether the agent may use it.',
  ],
  restart_wanted: [
    'Asterisk has to be restarted for a setting to take effect.',
    'Restart it from the settings, at once or when the last call is over.',
  ],
  restart_waiting: [
    'A restart of Asterisk waits for the last call to end.',
    'Nothing has to be done. The settings offer to restart at once, or not at all.',
  ],
  restart_running: ['Asterisk is being restarted.', 'Wait a moment: it takes a few seconds.'],
  restart_failed: [
    'Asterisk was not restarted.',
    'Put right what is said below, and ask for the restart again in the settings.',
  ],
  relay_away: [
    'The event relay does not answer: calls cannot be followed.',
    'Look whether the event relay runs on the machine of the node, and start it again.',
  ],
  events_waiting: [
    'Events of calls wait on the disk of the node, because the database does not take them fast enough.',
    'Look at the load and the disk of the database. What waits is stored as soon as it can be.',
  ],
  records_degraded: [
    'Call records are not made as they should be.',
    'Read below what it is about. Nothing is lost while the disk of the spool has room.',
  ],
  records_waiting: [
    '{count} calls that are over have no record yet.',
    'Look whether the agent runs, and how far it has read the spool. Their records follow by themselves.',
  ],
  disk_full: [
    'A disk of the node is all but full: {free} are left. Once it is full, what Asterisk tells of calls is lost.',
    'Make room at once: old logs and recordings first.',
  ],
  disk_low: [
    'A disk of the node is nearly full: {free} of {total} are left.',
    'Make room, or give the disk more. Once it is full call records are lost.',
  ],
  database_slow: [
    'The database took {ms} ms for the simplest question.',
    'Look at the load and the disk of its machine, and for a query that runs for long.',
  ],
  database_connections: [
    '{used} of {most} connections of the database are in use.',
    'Raise max_connections of Postgres, or run fewer copies of what connects to it.',
  ],
  stream_behind: [
    'The live view is {count} events behind.',
    'Look at the load of this machine and of the database: the API cannot read as fast as is written.',
  ],
  webhooks_waiting: [
    '{count} deliveries of webhooks wait, some of them for long.',
    'Open the webhooks and see what the servers answer. A copy of the API with JOBS=on has to run.',
  ],
  webhooks_off: [
    '{count} webhooks were turned off because they failed for too long.',
    'Open them, put right what the last error says, and turn them on again.',
  ],
  certificate_expired: [
    'The certificate “{name}” has expired: whoever checks it refuses the connection.',
    'Open the certificates and put a new one in its place. It is in use at once, and no call ends.',
  ],
  certificate_expiring: [
    'The certificate “{name}” expires in {days} days.',
    'Open the certificates and put a new one in its place. It is in use at once, and no call ends.',
  ],
};
