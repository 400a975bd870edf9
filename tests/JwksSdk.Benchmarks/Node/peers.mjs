// Measures the verifiers of Node.js side by side, as Measuring/Interleaved.cs does those of .NET: in each round every one has a
// turn, in random order, and only times of one round are compared. Reads a job from standard input and writes the comparisons to
// standard output. A peer that comes to the wrong outcome ends the run.
import { createPublicKey, verify } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { JwtVerifier } from 'aws-jwt-verify';
import { createVerifier } from 'fast-jwt';
import { createLocalJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import jwksRsa from 'jwks-rsa';

const AtOnce = 64;
const ClockSkewSeconds = 60;

const job = await json(process.stdin);
const subjects = job.known
  ? [bareCheck(), cachingFastJwt()]
  : [bareCheck(), awsJwtVerify(), ...joses(), ...fastJwts(), ...jsonWebTokens()];
await refuseBadTokens();
process.stdout.write(JSON.stringify(await measure()));

/** The runtime's own check of the exact bytes that were signed, with a key at hand: what everything is compared with. */
function bareCheck() {
  const [signed, signature] = [job.token.slice(0, job.token.lastIndexOf('.')), job.token.split('.')[2]];
  const bytes = Buffer.from(signed);
  const signatureBytes = Buffer.from(signature, 'base64url');
  const key = publicKey();
  return inTurn('bare Node.js signature check', () => verify('RSA-SHA256', bytes, key, signatureBytes));
}

function awsJwtVerify() {
  const verifier = JwtVerifier.create({
    issuer: job.issuer,
    audience: job.audience,
    jwksUri: `${job.issuer}/keys`,
    graceSeconds: ClockSkewSeconds,
    customJwtCheck: ({ header }) => demandType(header),
  });
  verifier.cacheJwks(job.keySet);
  return peer('aws-jwt-verify, verifySync', (token) => verifier.verifySync(token));
}

function joses() {
  const keys = createLocalJWKSet(job.keySet);
  const options = {
    algorithms: [job.algorithm],
    issuer: job.issuer,
    audience: job.audience,
    typ: job.type,
    clockTolerance: ClockSkewSeconds,
  };
  const one = async (token) => (await jwtVerify(token, keys, options)).payload;
  return [peerAwaited('jose, one by one', one), peerAtOnce(`jose, ${AtOnce} at once`, one)];
}

function fastJwts() {
  const options = fastJwtOptions();
  const keys = new Map([[job.keySet.keys[0].kid, publicPem()]]);
  return [
    peer('fast-jwt, static key', createVerifier({ ...options, key: publicPem() })),
    peerAwaited(
      'fast-jwt, key by its id',
      createVerifier({ ...options, key: async ({ header }) => keys.get(header.kid) ?? fail('There is no such key.') }),
    ),
  ];
}

/** The only one of them that has a cache of verified tokens. */
function cachingFastJwt() {
  return peer('fast-jwt, cache', createVerifier({ ...fastJwtOptions(), key: publicPem(), cache: true }));
}

function fastJwtOptions() {
  return {
    algorithms: [job.algorithm],
    allowedIss: job.issuer,
    allowedAud: job.audience,
    checkTyp: job.type,
    clockTolerance: ClockSkewSeconds * 1000,
  };
}

function jsonWebTokens() {
  const options = {
    algorithms: [job.algorithm],
    issuer: job.issuer,
    audience: job.audience,
    clockTolerance: ClockSkewSeconds,
    complete: true,
  };
  const payload = (verified) => {
    demandType(verified.header);
    return verified.payload;
  };
  const key = publicKey();
  const client = jwksRsa({ jwksUri: `${job.issuer}/keys`, fetcher: async () => job.keySet, cache: true });
  const find = (header, done) => client.getSigningKey(header.kid, (error, found) => done(error, found?.getPublicKey()));
  const verified = (token) =>
    new Promise((resolve, reject) =>
      jsonwebtoken.verify(token, find, options, (error, result) => (error ? reject(error) : resolve(result))),
    );
  return [
    peer('jsonwebtoken, static key', (token) => payload(jsonwebtoken.verify(token, key, options))),
    peerAwaited('jsonwebtoken, jwks-rsa', async (token) => payload(await verified(token))),
  ];
}

/** A peer whose function gives the claims, or throws. */
function peer(name, claims) {
  return { ...inTurn(name, () => isRight(claims(job.token))), refuses: async (token) => claims(token) };
}

/** A peer whose function gives a promise of the claims; each is awaited before the next one begins. */
function peerAwaited(name, claims) {
  const run = async (count) => {
    for (let i = 0; i < count; i++) {
      if (!isRight(await claims(job.token))) {
        wrong(name);
      }
    }
  };
  return { name, step: 1, run, refuses: claims };
}

/** The same with many under way at a time, as in a server with as many requests; the work is spread over the threads of the pool. */
function peerAtOnce(name, claims) {
  const run = async (count) => {
    for (let i = 0; i < count; i += AtOnce) {
      const all = await Promise.all(Array.from({ length: AtOnce }, () => claims(job.token)));
      if (!all.every(isRight)) {
        wrong(name);
      }
    }
  };
  return { name, step: AtOnce, run, refuses: claims };
}

function inTurn(name, operation) {
  const run = async (count) => {
    for (let i = 0; i < count; i++) {
      if (!operation()) {
        wrong(name);
      }
    }
  };
  return { name, step: 1, run };
}

/** Before anything is measured, every peer must refuse what it is said to check. */
async function refuseBadTokens() {
  for (const { name, refuses } of subjects) {
    for (const { what, token } of refuses ? job.refused : []) {
      const taken = await refuses(token).then(
        () => true,
        () => false,
      );
      if (taken) {
        fail(`${name} takes a token of ${what}.`);
      }
    }
  }
}

async function measure() {
  const counts = [];
  for (const subject of subjects) {
    counts.push(await warmUp(subject));
  }

  const random = randomOf(job.seed);
  const order = subjects.map((_, i) => i);
  const times = subjects.map(() => []);
  for (let round = 0; round < job.rounds; round++) {
    shuffle(order, random);
    for (const i of order) {
      const begun = performance.now();
      await subjects[i].run(counts[i]);
      times[i].push(((performance.now() - begun) * 1e6) / counts[i]);
    }
  }

  return subjects.map(({ name }, i) => {
    const ratios = times[i].map((time, round) => time / times[0][round]);
    return {
      subject: name,
      ratio: quantile(ratios, 0.5),
      low: quantile(ratios, 0.25),
      high: quantile(ratios, 0.75),
      nanoseconds: quantile(times[i], 0.5),
    };
  });
}

/** Runs a subject until it is compiled for good, and says how many operations fill a turn. */
async function warmUp({ step, run }) {
  const begun = performance.now();
  let count = step;
  let last;
  do {
    const turn = performance.now();
    await run(count);
    last = performance.now() - turn;
    if (last < job.turn / 2) {
      count *= 2;
    }
  } while (performance.now() - begun < job.warmUp);
  return Math.max(1, Math.round((count * job.turn) / last / step)) * step;
}

function publicKey() {
  return createPublicKey({ key: job.keySet.keys[0], format: 'jwk' });
}

function publicPem() {
  return publicKey().export({ type: 'spki', format: 'pem' });
}

function demandType({ typ }) {
  if (typ !== job.type) {
    throw new Error('The type is another one.');
  }
}

function isRight(claims) {
  return claims.sub === job.subject;
}

function wrong(name) {
  fail(`${name} came to the wrong outcome.`);
}

function fail(message) {
  throw new Error(message);
}

function quantile(values, part) {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor((ordered.length - 1) * part)];
}

function shuffle(order, random) {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
