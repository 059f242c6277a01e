import { useNavigate } from '@tanstack/react-router';

/** Puts a search into the present address in the place of the one there is. A panel that is open stays open. */
export function usePutSearch(): (search: object) => void {
  const navigate = useNavigate();
  return (search) => void navigate({ to: '.', search: search as never, replace: true });
}
