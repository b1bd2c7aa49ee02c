/** @module A choice of one tenant, with its mark before the name. */
import { useId, useMemo } from 'react';
import { TenantMark } from '../marks/tenant-mark.tsx';
import { useBench } from './bench-context.tsx';

interface TenantSelectProps {
  readonly label: string;
  /** Id of the tenant; empty for everybody. */
  readonly value: string;
  /** Words for everybody, where that may be chosen. */
  readonly everybody?: string;
  onChange(id: string): void;
}

export function TenantSelect({ label, value, everybody, onChange }: TenantSelectProps) {
  const id = useId();
  const tenants = useBench((data) => data.scenario.tenants);
  // The tenants of a run never change, and there may be hundreds of them.
  const options = useMemo(
    () =>
      tenants.map((tenant) => (
        <option key={tenant.id} value={tenant.id}>
          {tenant.id === tenant.name ? tenant.name : `${tenant.id} ${tenant.name}`}
        </option>
      )),
    [tenants],
  );
  const index = tenants.findIndex((tenant) => tenant.id === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="tenant-select">
        {index < 0 ? null : <TenantMark index={index} name="" />}
        <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
          {everybody === undefined ? null : <option value="">{everybody}</option>}
          {options}
        </select>
      </span>
    </div>
  );
}
