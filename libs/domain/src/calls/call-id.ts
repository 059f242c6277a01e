import { v5 } from 'uuid';

/** Namespace of the node ids (RFC 9562 section 5.5). Changing it changes the id of every call. */
const NODES = '6d1c7a2e-3f58-4b0e-9a55-0c1f6a8e7d42';

const namespaces = new Map<string, string>();

/** The namespace of a node, worked out once. */
function namespaceOf(nodeId: string): string {
  const known = namespaces.get(nodeId) ?? v5(nodeId, NODES);
  namespaces.set(nodeId, known);
  return known;
}

/**
 * The id of a call: a UUIDv5 of its linkedid in the namespace of its node, so that the live stream and the call
 * record derive the same one without asking each other.
 */
export function callIdOf(nodeId: string, linkedid: string): string {
  return v5(linkedid, namespaceOf(nodeId));
}
