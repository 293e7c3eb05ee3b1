/** Another server works for Slack with this folder. */
export class SlackStoreBusyError extends Error {
  constructor(folder: string, options: ErrorOptions) {
    super(
      `Another Ibid works for Slack with the library in ${folder}: stop it, or take the SLACK_ settings from one of the two.`,
      options,
    );
    this.name = 'SlackStoreBusyError';
  }
}
