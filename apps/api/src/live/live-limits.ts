import { Injectable } from '@nestjs/common';

/** The bounds of the stream, all in one place; tests change them. */
@Injectable()
export class LiveLimits {
  /** Events that stay in memory for all clients together, and bytes of their JSON. */
  recentEvents = 5000;
  recentBytes = 32_000_000;
  /** A client further behind than this begins again with a snapshot, which is smaller. */
  mostMissed = 5000;
  /** Bytes that one turn gives to one client, and events that one reading of the log brings. */
  turnBytes = 64_000;
  pageEvents = 200;
  /** A client that has taken nothing for so long is cut. It resumes when it comes back. */
  stuckMs = 10_000;
  /** Clients that read the log in Postgres at the same time. */
  readers = 4;
  /** How often a quiet connection shows that it is alive. */
  keepAliveMs = 15_000;
  /** How often credentials are looked at again, besides whenever one changes. */
  recheckMs = 30_000;
}
