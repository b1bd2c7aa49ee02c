/** @module What an isolation model would be before it is switched to: its price and parts, or why it cannot be. */
import { useEffect, useState } from 'react';
import type { Choice } from '../../sim-engine/model/registry.ts';
import { api, type PreviewAnswer } from '../net/api.ts';

/** How long a setting has to rest before it is asked about, milliseconds. */
const REST_MS = 200;

/**
 * @param model  compared by its JSON; null asks nothing
 * @returns the newest answer, which is about an earlier setting for a moment after a change
 */
export function useIsolationPreview(scenarioId: string, model: Choice | null): PreviewAnswer {
  const [answer, setAnswer] = useState<PreviewAnswer>({ preview: null, issues: [] });
  const asked = model === null ? null : JSON.stringify(model);
  useEffect(() => {
    if (asked === null) return;
    let left = false;
    const timer = setTimeout(async () => {
      const reply = await api.previewIsolation(scenarioId, JSON.parse(asked) as Choice);
      if (left) return;
      setAnswer(reply.ok ? reply.value : { preview: null, issues: reply.issues });
    }, REST_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [scenarioId, asked]);
  return answer;
}
