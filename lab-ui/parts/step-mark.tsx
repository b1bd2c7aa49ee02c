/** @module The number of a guide step, square so that nobody takes it for a state; the same mark stands where the step happens. */

interface StepMarkProps {
  readonly step: number;
  readonly current: boolean;
}

export function StepMark({ step, current }: StepMarkProps) {
  return (
    <span className={current ? 'step-mark current' : 'step-mark'}>
      <span className="hidden-words">step </span>
      {step}
    </span>
  );
}
