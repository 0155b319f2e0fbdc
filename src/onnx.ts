import protobuf from 'protobufjs';

/** Element types of tensors. */
export const FLOAT = 1;
export const UINT8 = 2;
const INT8 = 3;
const INT64 = 7;

/** A constant: little-endian values, `data_type` one of the element types. Names of fields are those of the format. */
export interface OnnxTensor {
  name: string;
  dims: readonly number[];
  data_type: number;
  raw_data: Uint8Array;
}
/** One operation of a graph; `attributes` are whole numbers, lists of them, or words; `domain` is absent for ONNX's own. */
export interface OnnxNode {
  op_type: string;
  domain?: string;
  input: readonly string[];
  output: readonly string[];
  attributes?: Readonly<Record<string, number | readonly number[] | string>>;
}
/** A graph of operators of set 16. Inputs and outputs are float tensors; a dimension that is a word is any length. */
export interface OnnxGraph {
  nodes: readonly OnnxNode[];
  constants: readonly OnnxTensor[];
  inputs: Readonly<Record<string, readonly (number | string)[]>>;
  outputs: readonly string[];
}

/**
 * What is used of the format (onnx.ai, IR version 8); numbers that fit are read as `int32`, which is the same on the wire.
 * What is not named here is kept when a model is read and written again.
 */
const SCHEMA = `
  syntax = "proto2";
  message Model {
    optional int32 ir_version = 1; optional Graph graph = 7; repeated OperatorSet opset_import = 8;
    repeated Entry metadata_props = 14;
  }
  message Entry { optional string key = 1; optional string value = 2; }
  message OperatorSet { optional string domain = 1; optional int32 version = 2; }
  message Graph {
    repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5;
    repeated Value input = 11; repeated Value output = 12;
  }
  message Node {
    repeated string input = 1; repeated string output = 2; optional string op_type = 4; repeated Attribute attribute = 5;
    optional string domain = 7;
  }
  message Attribute {
    optional string name = 1; optional int32 i = 3; optional bytes s = 4; optional Tensor t = 5; optional Graph g = 6;
    repeated int32 ints = 8; optional int32 type = 20;
  }
  message Tensor {
    repeated int32 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9;
  }
  message Value { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int32 dim_value = 1; optional string dim_param = 2; }
`;
const MODEL = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('Model');

/** An operation as it stands in a file. */
export interface StoredNode {
  op_type: string;
  domain?: string;
  input: readonly string[];
  output: readonly string[];
  attribute: readonly { name: string; ints?: readonly number[]; t?: OnnxTensor; g?: StoredGraph }[];
}
/** What goes into a graph or comes out of it; a dimension has a value where it is always the same. */
export interface StoredValue {
  name: string;
  type?: { tensor_type?: { shape?: { dim: readonly { dim_value?: number; dim_param?: string }[] } } };
}
/** A graph as it stands in a file. */
export interface StoredGraph {
  node: StoredNode[];
  initializer: OnnxTensor[];
  input: readonly StoredValue[];
  output: readonly StoredValue[];
}
/** A model as it stands in a file. */
export interface StoredModel {
  graph: StoredGraph;
  opset_import: { domain?: string; version: number }[];
  /** What its maker says of it. */
  metadata_props: { key: string; value: string }[];
}

/**
 * A model, to be changed and written again with `writeModel`. Large values are views of `file`.
 * @throws Error when it is no model.
 */
export function readModel(file: Uint8Array): StoredModel {
  const reader = protobuf.Reader.create(file);
  reader.discardUnknown = false;
  return MODEL.decode(reader) as unknown as StoredModel;
}

/** The file of a model that was read. */
export function writeModel(model: StoredModel): Uint8Array {
  return MODEL.encode(model).finish();
}

/** The constants in a branch (`then_branch`, `else_branch`) of the first decision of a model. */
export function branchConstants(model: Uint8Array, branch: string): OnnxTensor[] {
  const decision = readModel(model).graph.node.find((node) => node.op_type === 'If');
  const nodes = decision?.attribute.find(({ name }) => name === branch)?.g?.node ?? [];
  return nodes.flatMap((node) => constantIn(node) ?? []);
}

/** The value of a `Constant`; null for every other operation. */
export function constantIn({ op_type, output, attribute }: StoredNode): OnnxTensor | null {
  const tensor = op_type === 'Constant' ? attribute[0]?.t : undefined;
  return tensor ? { ...tensor, name: output[0]! } : null;
}

/** A list of whole numbers, as operators take them. */
export function integers(name: string, values: readonly number[]): OnnxTensor {
  const raw_data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return { name, dims: [values.length], data_type: INT64, raw_data };
}

/** A constant of floats. */
export function floats(name: string, dims: readonly number[], values: Float32Array): OnnxTensor {
  return {
    name,
    dims,
    data_type: FLOAT,
    raw_data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

/** A constant of signed bytes. */
export function bytes(name: string, dims: readonly number[], values: Int8Array): OnnxTensor {
  return { name, dims, data_type: INT8, raw_data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}

/** An operation in the form of the file. */
export function storedNode({ attributes = {}, ...node }: OnnxNode): StoredNode {
  return { ...node, attribute: Object.entries(attributes).map(attribute) };
}

/** The file of a model that is one graph. */
export function encodeModel({ nodes, constants, inputs, outputs }: OnnxGraph): Uint8Array {
  const graph = {
    name: 'graph',
    node: nodes.map(storedNode),
    initializer: constants,
    input: Object.entries(inputs).map(([name, dims]) => floatsOf(name, dims)),
    output: outputs.map((name) => ({ name, type: { tensor_type: { elem_type: FLOAT } } })),
  };
  return MODEL.encode({ ir_version: 8, opset_import: [{ domain: '', version: 16 }], graph }).finish();
}

function attribute([name, value]: [string, number | readonly number[] | string]) {
  if (typeof value === 'number') return { name, type: 2, i: value };
  return typeof value === 'string' ? { name, type: 3, s: Buffer.from(value) } : { name, type: 7, ints: value };
}

/** Floats that go into a graph or come out of it; a dimension that is a word is any length. */
export function floatsOf(name: string, dims: readonly (number | string)[]): StoredValue {
  const dim = dims.map((size) => (typeof size === 'string' ? { dim_param: size } : { dim_value: size }));
  const tensor_type = { elem_type: FLOAT, shape: { dim } };
  return { name, type: { tensor_type } };
}
