/** A setting has a value that it can't have. The message names the variable, the value unless secret, and what is allowed. */
export class SettingError extends Error {
  readonly setting: string;
  /** Null when it is secret. */
  readonly value: string | null;
  readonly allowed: string;

  constructor(setting: string, value: string | null, allowed: string, options?: ErrorOptions) {
    super(
      `${setting} ${value === null ? 'has a value that it can’t have' : `is "${value}"`}: set it to ${allowed}.`,
      options,
    );
    this.setting = setting;
    this.value = value;
    this.allowed = allowed;
    this.name = 'SettingError';
  }
}
