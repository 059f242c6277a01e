/** An ARI event as Asterisk sent it, its texts cleaned; types and fields we do not know are kept. */
export interface AriEvent {
  type: string;
  timestamp: string;
  [field: string]: unknown;
}

/** A channel as ARI describes it, in events and in `GET /channels` alike (field names are Asterisk's). */
export interface AriChannel {
  id: string;
  name: string;
  state: string;
  [field: string]: unknown;
}

/** A bridge and the ids of the channels in it. */
export interface AriBridge {
  id: string;
  channels: string[];
  [field: string]: unknown;
}

/** `resource` is the endpoint's name; `state` is `online`, `offline` or `unknown`. */
export interface AriEndpoint {
  technology: string;
  resource: string;
  state: string;
}

/** `startedAt` (RFC 3339) tells one run of Asterisk from the next. */
export interface AsteriskFacts {
  version: string;
  startedAt: string;
  systemName: string;
}

/** A channel to be made: `endpoint` as `PJSIP/…`, `ringSeconds` it may ring, then the first priority of `extension` in `context`. */
export interface NewChannel {
  channelId: string;
  endpoint: string;
  callerId: string | null;
  ringSeconds: number;
  context: string;
  extension: string;
}

/** Questions and orders to Asterisk. Every call throws AsteriskError within its deadline; nothing is retried here. */
export interface AriRest {
  channels(): Promise<AriChannel[]>;
  bridges(): Promise<AriBridge[]>;
  /** The id of the channel whose call it belongs to; null when it is gone. */
  linkedId(channelId: string): Promise<string | null>;
  /** `gone` when there is no such channel any more. `reason` is one that ARI knows, such as `normal`. */
  hangup(channelId: string, reason?: string): Promise<'done' | 'gone'>;
  /** Calls out; the channel goes on in the dialplan once it is answered. Nothing is known yet of how the call fares. */
  originate(call: NewChannel): Promise<void>;
  /** RTP packets of a channel so far, `received` by us and `sent`; null when it has none, or is gone. */
  rtpStatistics(channelId: string): Promise<{ received: number; sent: number } | null>;
  asteriskInfo(): Promise<AsteriskFacts>;
  /** Answers when the reload has run; whether Asterisk liked what it read must be seen by reading back. */
  reloadModule(name: string): Promise<void>;
  endpoints(): Promise<AriEndpoint[]>;
  /** Whether a configuration object is loaded, such as `res_pjsip`, `endpoint`, a name. */
  objectExists(configClass: string, objectType: string, id: string): Promise<boolean>;
  /** Its fields as Asterisk runs with them, null when there is no such object. Never ask for one that has a secret. */
  objectFields(configClass: string, objectType: string, id: string): Promise<Map<string, string> | null>;
  subscribe(app: string, sources: readonly string[]): Promise<void>;
  filterEvents(app: string, disallowedTypes: readonly string[]): Promise<void>;
  appExists(app: string): Promise<boolean>;
  moduleLoaded(name: string): Promise<boolean>;
}
