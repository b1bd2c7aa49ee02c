/** @module Key shop: one popularity per distinct key space, shared by every source that has it. */
import { canonicalText } from '../kernel/canonical-text.ts';
import { withDefaults } from '../model/registry.ts';
import type { KeySpace } from '../model/scenario.ts';
import { entryOf } from '../policies/lookup.ts';
import { POPULARITY } from '../policies/popularity/index.ts';
import type { Popularity } from '../policies/popularity/popularity.ts';
import { zipf } from '../policies/popularity/zipf.ts';

/** Makes popularities on first use. */
export class KeyShop {
  private readonly made = new Map<string, Popularity>();

  /** @param space  number of keys and how they are read */
  of(space: KeySpace): Popularity {
    const id = canonicalText(space);
    const known = this.made.get(id);
    if (known !== undefined) return known;
    const kind = 'kind' in space ? entryOf(POPULARITY, space.kind) : zipf;
    const params = 'kind' in space ? withDefaults(kind, space.params) : { alpha: space.alpha };
    const made = kind.popularity(space.count, params);
    this.made.set(id, made);
    return made;
  }
}
