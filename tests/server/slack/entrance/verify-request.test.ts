import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SignedRequest, verifyRequest } from '../../../../server/slack/entrance/verify-request.ts';
import { signatureOf, signingSecret } from './signed-request.ts';

const seconds = 1531420618;
const bytes = (text: string) => new TextEncoder().encode(text);

/** The example of Slack's documentation, on time. */
const golden: SignedRequest = {
  secrets: [signingSecret],
  timestamp: String(seconds),
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: bytes(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
      '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack' +
      '.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0' +
      'bc887a14d10d2c447fce8b6703c',
  ),
  now: seconds * 1000,
};
const hex = golden.signature?.slice(3) ?? '';
/** Signed with this text in place of a number. */
const timed = (timestamp: string): Partial<SignedRequest> => ({
  timestamp,
  signature: signatureOf(golden.body, timestamp),
});

describe('a request is', () => {
  test.each<[what: string, change: Partial<SignedRequest>, verdict: ReturnType<typeof verifyRequest>]>([
    ['Slack’s own example', {}, 'genuine'],
    ['signed with the new secret while it is being changed', { secrets: ['of-yesterday', signingSecret] }, 'genuine'],
    ['signed with the old secret while it is being changed', { secrets: [signingSecret, 'of-tomorrow'] }, 'genuine'],
    ['not ASCII', signedBody(bytes('{"text":"Was heißt „Vertrauen“? 信頼 🤖"}')), 'genuine'],
    ['not even UTF-8', signedBody(Uint8Array.of(0xff, 0xfe, 0x00, 0x80)), 'genuine'],
    ['empty', signedBody(new Uint8Array()), 'genuine'],
    ['299 s old', { now: (seconds + 299) * 1000 }, 'genuine'],
    ['300 s old', { now: (seconds + 300) * 1000 }, 'genuine'],
    ['301 s old', { now: (seconds + 301) * 1000 }, 'stale'],
    ['a millisecond older than 300 s', { now: (seconds + 300) * 1000 + 1 }, 'stale'],
    ['from 299 s ahead', { now: (seconds - 299) * 1000 }, 'genuine'],
    ['from 300 s ahead', { now: (seconds - 300) * 1000 }, 'genuine'],
    ['from 301 s ahead', { now: (seconds - 301) * 1000 }, 'stale'],
    ['of another body', { body: bytes('token=other') }, 'forged'],
    [
      'of the same JSON, read and written again',
      { ...signedBody(bytes('{"type": "event_callback"}')), body: bytes('{"type":"event_callback"}') },
      'forged',
    ],
    ['a byte longer than what was signed', { body: Buffer.concat([golden.body, bytes('&')]) }, 'forged'],
    ['of another time than what was signed', { timestamp: String(seconds + 1) }, 'forged'],
    ['signed with another secret', { secrets: ['8f742231b10e8888abcd99yyyzzz85a6'] }, 'forged'],
    ['checked without a secret', { secrets: [] }, 'forged'],
    ['signed with an empty secret', { secrets: [''], signature: signatureOf(golden.body, seconds, '') }, 'forged'],
    ['signed with a blank secret', { secrets: [' '], signature: signatureOf(golden.body, seconds, ' ') }, 'forged'],
    ['without a signature', { signature: null }, 'forged'],
    ['with an empty signature', { signature: '' }, 'forged'],
    ['without the prefix', { signature: hex }, 'forged'],
    ['with the prefix of another version', { signature: `v1=${hex}` }, 'forged'],
    ['with a prefix and nothing behind it', { signature: 'v0=' }, 'forged'],
    ['signed in capitals, which would be another spelling of it', { signature: `v0=${hex.toUpperCase()}` }, 'forged'],
    ['a digit short', { signature: `v0=${hex.slice(1)}` }, 'forged'],
    ['a digit long', { signature: `v0=${hex}0` }, 'forged'],
    ['signed with what is no digit', { signature: `v0=${hex.slice(1)}g` }, 'forged'],
    ['signed on two lines', { signature: `v0=${hex}\n` }, 'forged'],
    ['signed twice', { signature: `v0=${hex}, v0=${hex}` }, 'forged'],
    ['without a time', { timestamp: null }, 'forged'],
    ['of an empty time', timed(''), 'forged'],
    ['of a time in words', timed('now'), 'forged'],
    ['of no number', timed('NaN'), 'forged'],
    ['of a time with a sign', timed(`+${seconds}`), 'forged'],
    ['of a negative time', timed(`-${seconds}`), 'forged'],
    ['of a time with a space', timed(` ${seconds}`), 'forged'],
    ['of a time with a line end', timed(`${seconds}\n`), 'forged'],
    ['of a fraction', timed(`${seconds}.0`), 'forged'],
    ['of a time with an exponent', timed('1531420618e0'), 'forged'],
    ['of a time in base 16', timed('0x5b47bfca'), 'forged'],
    ['of a time with zeros in front', timed(`000${seconds}`), 'forged'],
    ['of two times', timed(`${seconds}, ${seconds}`), 'forged'],
    ['of digits of another script', timed('١٥٣١٤٢٠٦١٨'), 'forged'],
    ['of a number that is far too long', timed('9'.repeat(400)), 'forged'],
  ])('%s', (_, change, verdict) => {
    expect(verifyRequest({ ...golden, ...change })).toBe(verdict);
  });

  test('whoever changes any bit of the body or the signature is found out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.nat(63), (body, at, digit) => {
        const signed = { ...golden, ...signedBody(body) };
        expect(verifyRequest(signed)).toBe('genuine');
        const other = body.map((byte, index) => (index === at % body.length ? byte ^ (1 << (at % 8)) : byte));
        expect(verifyRequest({ ...signed, body: other })).toBe('forged');
        const { signature } = signed;
        const digitThere = signature[digit + 3];
        const wrong = `${signature.slice(0, digit + 3)}${digitThere === '0' ? '1' : '0'}${signature.slice(digit + 4)}`;
        expect(verifyRequest({ ...signed, signature: wrong })).toBe('forged');
      }),
    );
  });
});

function signedBody(body: Uint8Array) {
  return { body, signature: signatureOf(body, seconds) };
}
