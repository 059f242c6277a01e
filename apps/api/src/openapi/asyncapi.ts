import {
  callSchema,
  eventFilterSchema,
  liveEventSchema,
  liveResetSchema,
  liveSnapshotSchema,
  liveStaleSchema,
} from '@trunkline/contracts';
import { z } from 'zod';
import { version } from '../version.js';
import { toYaml } from './yaml.js';

const eventMessages = liveEventSchema.options.map((schema) => ({
  name: schema.shape.type.value,
  schema,
  summary: 'An event of the log. SSE: an unnamed message whose id is the seq. socket.io: `event`.',
}));

const streamMessages = [
  {
    name: 'snapshot',
    schema: liveSnapshotSchema,
    summary: 'First of all where nothing is resumed: what is true at its seq. SSE: `snapshot`, its id is the seq.',
  },
  {
    name: 'reset',
    schema: liveResetSchema,
    summary: 'The place asked for cannot be continued; a snapshot follows. No id.',
  },
  {
    name: 'stale',
    schema: liveStaleSchema,
    summary: 'Transient: the stream does not follow Asterisk since then, or does again (null). No id.',
  },
];

const placeMessage = {
  name: 'seq',
  schema: z.number().int().nonnegative(),
  summary: 'The place reached by events that the filters leave out. In SSE an id without data says it.',
};

/** The description of the event stream, AsyncAPI 3.0, as the text of docs/asyncapi.yaml. */
export function asyncapiText(): string {
  const messages = [...streamMessages, ...eventMessages, placeMessage];
  const channel = (address: string, description: string, left: typeof messages) => ({
    address,
    description,
    messages: Object.fromEntries(left.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
  });
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Trunkline event stream',
      version,
      description:
        'What happens, as it happens and without a gap: a snapshot, then every event in order of its seq. After a break a client says which seq it saw last and gets exactly what it missed, or a reset and a snapshot.',
    },
    defaultContentType: 'application/json',
    servers: { lab: { host: '127.0.0.1:8080', protocol: 'http' } },
    channels: {
      events: {
        ...channel(
          '/api/v1/events',
          'Server-sent events over GET. Last-Event-ID or ?since= resumes; topic, trunk, extension and call filter, each with one value or several with commas between.',
          [...streamMessages, ...eventMessages],
        ),
        bindings: { http: { bindingVersion: '0.3.0' } },
      },
      live: channel(
        '/live',
        'A socket.io namespace. The handshake auth carries apiKey (a page of ours has its cookie), since, and the filters.',
        messages,
      ),
    },
    operations: Object.fromEntries(
      ['events', 'live'].map((name) => [
        `follow${name === 'live' ? 'Live' : 'Events'}`,
        { action: 'send', channel: { $ref: `#/channels/${name}` }, security: securityReferences },
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        messages.map(({ name, schema, summary }) => [name, { name, summary, payload: convert(schema) }]),
      ),
      schemas: { Call: convert(callSchema, false), Filter: convert(eventFilterSchema, true, 'input') },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with calls:read: `tlk_…`' },
        session: { type: 'httpApiKey', in: 'cookie', name: 'trunkline_session' },
      },
    },
  };
  return `# Generated from libs/contracts by \`npm run openapi\`; a spec compares it.\n${toYaml(document).trimStart()}\n`;
}

const securityReferences = ['apiKey', 'session'].map((name) => ({ $ref: `#/components/securitySchemes/${name}` }));

/** JSON Schema of a message; a call in it is a reference. */
function convert(schema: z.ZodType, refer = true, io: 'input' | 'output' = 'output'): unknown {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
      if (!refer || zodSchema !== (callSchema as unknown)) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      jsonSchema.$ref = '#/components/schemas/Call';
    },
  });
  return json;
}
