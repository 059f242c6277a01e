import auditLog from './audit-log.json';
import callRecords from './call-records.json';
import calls from './calls.json';
import causes from './causes.json';
import common from './common.json';
import configDiff from './config-diff.json';
import configRevisions from './config-revisions.json';
import deleted from './deleted.json';
import destinations from './destinations.json';
import drift from './drift.json';
import errors from './errors.json';
import extensions from './extensions.json';
import merge from './merge.json';
import numbers from './numbers.json';
import palette from './palette.json';
import savedFilters from './saved-filters.json';
import session from './session.json';
import sessions from './sessions.json';
import settings from './settings.json';
import shortcuts from './shortcuts.json';
import system from './system.json';
import trunks from './trunks.json';
import users from './users.json';

/** Every text of the dashboard in English, a file for each part. */
export const en = {
  auditLog,
  callRecords,
  calls,
  causes,
  common,
  configDiff,
  configRevisions,
  deleted,
  destinations,
  drift,
  errors,
  extensions,
  merge,
  numbers,
  palette,
  savedFilters,
  session,
  sessions,
  settings,
  shortcuts,
  system,
  trunks,
  users,
};
