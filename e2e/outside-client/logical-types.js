'use strict';

// Avro's logical types for avsc: a program writes '49.00', '2027-01-11' and a Date, the wire has what the schema says.
const { types } = require('avsc');

/** '49.00' <-> the unscaled number, big-endian two's complement. Refuses more decimals than the schema keeps. */
class DecimalType extends types.LogicalType {
  constructor(schema, options) {
    super(schema, options);
    this.scale = schema.scale ?? 0;
  }

  _toValue(text) {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (match === null) {
      return undefined;
    }
    const [, sign, whole, part = ''] = match;
    if (part.length > this.scale) {
      return undefined;
    }
    let unscaled = BigInt(sign + whole + part.padEnd(this.scale, '0'));
    const bytes = [];
    let last;
    do {
      last = Number(BigInt.asUintN(8, unscaled));
      bytes.unshift(last);
      unscaled >>= 8n;
    } while ((unscaled !== 0n || last > 127) && (unscaled !== -1n || last < 128));
    return Buffer.from(bytes);
  }

  _fromValue(buffer) {
    const digits = BigInt.asIntN(buffer.length * 8, BigInt('0x' + buffer.toString('hex')));
    const text = (digits < 0n ? -digits : digits).toString().padStart(this.scale + 1, '0');
    const point = text.length - this.scale;
    return (digits < 0n ? '-' : '') + text.slice(0, point) + (this.scale > 0 ? '.' + text.slice(point) : '');
  }
}

/** '2027-01-11' <-> days since 1970. */
class DateType extends types.LogicalType {
  _toValue(text) {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / 86_400_000 : undefined;
  }

  _fromValue(days) {
    return new Date(days * 86_400_000).toISOString().slice(0, 10);
  }
}

/** A Date <-> microseconds since 1970, UTC. */
class InstantType extends types.LogicalType {
  _toValue(date) {
    return date instanceof Date ? date.getTime() * 1_000 : undefined;
  }

  _fromValue(micros) {
    return new Date(micros / 1_000);
  }
}

module.exports = { decimal: DecimalType, date: DateType, 'timestamp-micros': InstantType };
