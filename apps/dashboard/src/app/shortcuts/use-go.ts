import { type NavigateOptions, useNavigate } from '@tanstack/react-router';

/** Goes somewhere from the keyboard: the keys work on the new page from then on, not on where they were before. */
export function useGo(): (to: NavigateOptions) => void {
  const navigate = useNavigate();
  return (to) => {
    void navigate(to);
    document.getElementById('content')?.focus({ preventScroll: true });
  };
}
