/** What the value of an option must be. `characters` is what a class of a regular expression holds. */
export type PjsipRule =
  | { kind: 'flag' }
  | { kind: 'number'; least: number; most: number }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'text'; most: number; characters: string };

const flag: PjsipRule = { kind: 'flag' };
const number = (least: number, most: number): PjsipRule => ({ kind: 'number', least, most });
const choice = (...values: string[]): PjsipRule => ({ kind: 'choice', values });
const text = (most: number, characters: string): PjsipRule => ({ kind: 'text', most, characters });

/** The sections of pjsip.conf that a trunk becomes and that take further options. */
export const pjsipObjects = ['endpoint', 'aor', 'registration'] as const;
export type PjsipObject = (typeof pjsipObjects)[number];

/**
 * The options of pjsip.conf (Asterisk 22) that a trunk may set by their names. None of them is what a field of the trunk sets, or
 * what Trunkline relies on; none names a file, a module, a context or who may come in.
 */
export const pjsipOptionRules: Readonly<Record<PjsipObject, Readonly<Record<string, PjsipRule>>>> = {
  endpoint: {
    accept_multiple_sdp_answers: flag,
    allow_overlap: flag,
    asymmetric_rtp_codec: flag,
    connected_line_method: choice('invite', 'reinvite', 'update'),
    contact_user: text(64, 'A-Za-z0-9_.+~-'),
    follow_early_media_fork: flag,
    force_avp: flag,
    g726_non_standard: flag,
    ignore_183_without_sdp: flag,
    incoming_call_offer_pref: choice('local', 'local_first', 'remote', 'remote_first'),
    media_use_received_transport: flag,
    moh_passthrough: flag,
    outgoing_call_offer_pref: choice(
      ...['local', 'local_merge', 'local_first', 'remote', 'remote_merge', 'remote_first'],
    ),
    rpid_immediate: flag,
    rtcp_mux: flag,
    rtp_keepalive: number(0, 3600),
    sdp_owner: text(32, 'A-Za-z0-9._-'),
    sdp_session: text(32, 'A-Za-z0-9._-'),
    send_diversion: flag,
    send_history_info: flag,
    srtp_tag_32: flag,
    suppress_moh_on_sendonly: flag,
    suppress_q850_reason_headers: flag,
    t38_udptl_maxdatagram: number(0, 1400),
    trust_connected_line: flag,
    use_avpf: flag,
    use_ptime: flag,
  },
  aor: {
    authenticate_qualify: flag,
    qualify_2xx_only: flag,
    support_path: flag,
  },
  registration: {
    contact_header_params: text(200, 'A-Za-z0-9._~=;-'),
    support_outbound: flag,
    support_path: flag,
    user_agent: text(100, 'A-Za-z0-9._/-'),
  },
};
