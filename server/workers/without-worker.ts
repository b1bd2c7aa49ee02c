/** @module Entry of the threads of a counterfactual: executes a run without one tenant. */
import { type Execution, execute } from '../headless/execute.ts';
import { type WithoutTenant, withoutTenant } from '../headless/interference.ts';

/** @param execution  a run that leaves a tenant out */
export default function answer(execution: Execution & { readonly without: string }): WithoutTenant {
  return withoutTenant(execution.without, execute(execution).result());
}
