import type { ModalProps } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { useDeferred } from './use-deferred';

const load = async (): Promise<ComponentType<ModalProps>> => (await import('./loaded-modal')).Modal;

/** Mantine's modal dialog, loaded when one is first opened. Where that fails the reader is told and it is closed again. */
export function Modal(props: ModalProps) {
  const { Part, want } = useDeferred(load);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (asked) return;
    setAsked(true);
    void want().then((there) => {
      if (!there) props.onClose();
    });
  });
  return Part && <Part {...props} />;
}
