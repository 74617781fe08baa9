'use strict';

// Another company's program: it knows the contracts page, the broker and the registry, and has nothing of ours.
//
//   node publish.js account <tenant> <account> <renewal date>   terms and signals of a new account
//   node publish.js invalid <tenant> <account>                  terms that say something impossible
//   node publish.js poison  <tenant> <account>                  bytes that are no event, one on each public topic
//
// BROKER (localhost:9092), REGISTRY (http://localhost:8081/apis/ccompat/v7). Prints one JSON line for each message.
const crypto = require('node:crypto');
const { Kafka, logLevel } = require('kafkajs');
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry');
const logicalTypes = require('./logical-types');

const RECORDS = {
  'terms.reported': 'TermsReported',
  'signal.reported': 'SignalReported',
  'outcome.reported': 'OutcomeReported',
};

const registry = new SchemaRegistry(
  { host: process.env.REGISTRY ?? 'http://localhost:8081/apis/ccompat/v7' },
  { [SchemaType.AVRO]: { logicalTypes } },
);
const kafka = new Kafka({
  clientId: 'outside-client',
  brokers: [process.env.BROKER ?? 'localhost:9092'],
  logLevel: logLevel.ERROR,
});
const producer = kafka.producer();

function headers(topic, tenant) {
  return {
    ce_specversion: '1.0',
    ce_id: crypto.randomUUID(),
    ce_source: '/outside-client',
    ce_type: `io.renewals.events.${RECORDS[topic]}`,
    ce_time: new Date().toISOString(),
    ce_tenant: tenant,
  };
}

async function send(topic, tenant, account, value) {
  const message = { key: `${tenant}/${account}`, value, headers: headers(topic, tenant) };
  const [sent] = await producer.send({ topic, messages: [message] });
  process.stdout.write(
    JSON.stringify({ topic, id: message.headers.ce_id, partition: sent.partition, offset: sent.baseOffset }) + '\n');
}

async function publish(topic, tenant, account, body) {
  const schema = await registry.getLatestSchemaId(`${topic}-value`);
  const event = { tenant, account, ...body };
  const value = await registry.encode(schema, event);
  const read = await registry.decode(value);
  if (read.account !== account) {
    throw new Error(`what was encoded does not read back: ${JSON.stringify(read)}`);
  }
  await send(topic, tenant, account, value);
}

function terms(account, renewalDate, unitPrice) {
  return {
    accountName: `Outside ${account}`,
    plan: 'pro',
    tier: 'mid',
    quantity: 24,
    unitPrice,
    currency: 'USD',
    billingPeriod: 'MONTHLY',
    termMonths: 12,
    contractStart: null,
    renewalDate,
    noticePeriodDays: 14,
    autoRenew: false,
    contactName: 'Noor Haddad',
    contactEmail: `noor@${account}.example`,
    ownerEmail: null,
  };
}

/** A team that has nearly outgrown its plan, pays on time and likes the product. */
function signals(account, seen) {
  const signal = (kind, metric, value, text) => ({
    sourceId: `outside:${metric}:${account}`, kind, metric, value, text, observedAt: seen,
  });
  return [
    signal('USAGE', 'utilisation', '93.5', 'over nine tenths of the plan'),
    signal('USAGE', 'trend', '18', null),
    signal('BILLING', 'days_late', '0', null),
    signal('CRM', 'champion', null, 'active'),
    signal('SUPPORT', 'sentiment', '0.6', null),
  ];
}

async function account(tenant, id, renewalDate) {
  const seen = new Date(Date.now() - 60_000);
  await publish('terms.reported', tenant, id, {
    terms: terms(id, renewalDate, '49.00'), observedAt: seen, sourceId: `crm:deal:${id}`,
  });
  for (const signal of signals(id, seen)) {
    await publish('signal.reported', tenant, id, { signal });
  }
}

async function invalid(tenant, id) {
  await publish('terms.reported', tenant, id, {
    terms: terms(id, '2027-01-11', '-1.0000'), observedAt: new Date(), sourceId: `crm:deal:${id}`,
  });
}

async function poison(tenant, id) {
  for (const topic of Object.keys(RECORDS)) {
    await send(topic, tenant, id, Buffer.from('no Avro, no magic byte'));
  }
}

const COMMANDS = { account, invalid, poison };

async function main([command, ...operands]) {
  if (COMMANDS[command] === undefined) {
    throw new Error(`say one of ${Object.keys(COMMANDS).join(', ')}`);
  }
  await producer.connect();
  try {
    await COMMANDS[command](...operands);
  } finally {
    await producer.disconnect();
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
