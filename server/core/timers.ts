/** @module Timers behind one interface, so that tests decide when time passes. */

/** Stops a timer; harmless when it has fired. */
export type Cancel = () => void;

/** Calls back later. */
export interface Timers {
  /**
   * @param ms        milliseconds from now, >= 0
   * @param callback  called once
   */
  after(ms: number, callback: () => void): Cancel;
  /**
   * @param ms        period in milliseconds, > 0
   * @param callback  called once per period
   */
  every(ms: number, callback: () => void): Cancel;
}

/** The process's own timers; a pending `every` does not keep the process alive. */
export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};
