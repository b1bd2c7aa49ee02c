/** @module Occupancy meter: the number of a tenant's requests at a place, integrated over time, beside their sojourns. */

/** Both sides of Little's law, kept apart so that one can check the other. */
export class OccupancyMeter {
  private readonly tenants: number;
  private readonly present: Float64Array;
  private readonly sinceUs: Float64Array;
  private readonly area: Float64Array;
  private readonly sojourn: Float64Array;

  /**
   * @param places   stations, plus one for the whole system
   * @param tenants  number of tenants
   */
  constructor(places: number, tenants: number) {
    this.tenants = tenants;
    this.present = new Float64Array(places * tenants);
    this.sinceUs = new Float64Array(places * tenants);
    this.area = new Float64Array(places * tenants);
    this.sojourn = new Float64Array(places * tenants);
  }

  /** A request of the tenant comes to the place. */
  come(place: number, tenant: number, nowUs: number): void {
    const at = place * this.tenants + tenant;
    this.integrate(at, nowUs);
    this.present[at]!++;
  }

  /** @param enteredUs  when the request that goes now had come */
  go(place: number, tenant: number, nowUs: number, enteredUs: number): void {
    const at = place * this.tenants + tenant;
    this.integrate(at, nowUs);
    this.present[at]!--;
    this.sojourn[at]! += nowUs - enteredUs;
  }

  /** @returns the integral up to now and the sum of sojourns of those that left, request-microseconds */
  read(place: number, tenant: number, nowUs: number): { presentAreaUs: number; sojournSumUs: number } {
    const at = place * this.tenants + tenant;
    this.integrate(at, nowUs);
    return { presentAreaUs: this.area[at]!, sojournSumUs: this.sojourn[at]! };
  }

  /** Forgets the integrals; who is present stays present. */
  reset(nowUs: number): void {
    this.sinceUs.fill(nowUs);
    this.area.fill(0);
    this.sojourn.fill(0);
  }

  private integrate(at: number, nowUs: number): void {
    this.area[at]! += this.present[at]! * (nowUs - this.sinceUs[at]!);
    this.sinceUs[at] = nowUs;
  }
}
