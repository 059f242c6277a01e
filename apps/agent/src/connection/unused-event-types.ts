/**
 * Event types that nobody here reads. Asterisk does not send them then; ChannelVarset alone would be 54 events a call.
 */
export const unusedEventTypes: readonly string[] = [
  'BridgeCreated',
  'BridgeDestroyed',
  'ChannelVarset',
  'ChannelDialplan',
  'ChannelConnectedLine',
  'ChannelCallerId',
  'ChannelHangupRequest',
  'ChannelUserevent',
  'ChannelToneDetected',
  'ChannelTalkingStarted',
  'ChannelTalkingFinished',
  'DeviceStateChanged',
  'EndpointStateChange',
  'PeerStatusChange',
  'ContactStatusChange',
  'TextMessageReceived',
];
