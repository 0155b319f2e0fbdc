import { branchConstants, encodeModel, integers, type OnnxNode, type OnnxTensor } from '../onnx.ts';

/** Values in each half of the recurrent state. */
export const STATE_SIZE = 128;
/** Branch of the stock model for each rate, and length of its spectra in samples. */
const BRANCHES = {
  8000: { branch: 'else_branch', window: 128 },
  16000: { branch: 'then_branch', window: 256 },
} as const;
/** Steps of the four convolutions over the four spectra of a frame. */
const STRIDES = [1, 2, 2, 1];

/**
 * Makes of Silero VAD v6.2 a model that judges many frames in one run. The stock model takes one frame at a time, and most of
 * its time is spent on being called. All it does before its recurrent layer depends on one frame only: here it is done for
 * all frames side by side, as rows of one picture. The recurrent layer then goes over them in order, as it would anyhow.
 * Weights and arithmetic are those of the stock model; sums are made in another order, which moves a result by 1e-6 or so.
 *
 * Input `frames` `[1, 1, frames, samples of the frame and of its context]`, `hidden` and `cell` `[1, 1, 128]`; output
 * `speech` `[frames, 1]`, `hiddenAfter` and `cellAfter`.
 */
export function sequenceModel(stockModel: Uint8Array, rateHz: 8000 | 16000): Uint8Array {
  const { branch, window } = BRANCHES[rateHz];
  const weights = branchConstants(stockModel, branch);
  /** A constant of the stock model, under its own name and in another shape. */
  const weight = (name: string, shape: (dims: readonly number[]) => readonly number[]): OnnxTensor => {
    const found = weights.find((one) => one.name.endsWith(`__${name}`));
    if (!found) throw new TypeError(`no ${name} in the ${branch} of the speech detector`);
    return { ...found, name, dims: shape(found.dims) };
  };
  const asPicture = ([out, channels, width]: readonly number[]) => [out!, channels!, 1, width!];
  const gates = (name: string): OnnxTensor => inOnnxOrder(weight(name, (dims) => [1, ...dims]));
  const biases = [gates('decoder.rnn.bias_ih'), gates('decoder.rnn.bias_hh')];
  const constants: OnnxTensor[] = [
    integers('pads', [0, 0, 0, 0, 0, 0, 0, window / 4]),
    integers('sequence', [-1, 1, STATE_SIZE]),
    weight('stft.forward_basis_buffer', asPicture),
    gates('decoder.rnn.weight_ih'),
    gates('decoder.rnn.weight_hh'),
    {
      ...biases[0]!,
      name: 'bias',
      dims: [1, 8 * STATE_SIZE],
      raw_data: Buffer.concat(biases.map((one) => one.raw_data)),
    },
    weight('decoder.decoder.2.weight', ([out, channels]) => [out!, channels!]),
    weight('decoder.decoder.2.bias', (dims) => dims),
  ];
  const strides = [1, window / 2];
  const nodes: OnnxNode[] = [
    { op_type: 'Pad', input: ['frames', 'pads'], output: ['padded'], attributes: { mode: 'reflect' } },
    { op_type: 'Conv', input: ['padded', 'stft.forward_basis_buffer'], output: ['spectrum'], attributes: { strides } },
    { op_type: 'Split', input: ['spectrum'], output: ['real', 'imaginary'], attributes: { axis: 1 } },
    { op_type: 'Mul', input: ['real', 'real'], output: ['real2'] },
    { op_type: 'Mul', input: ['imaginary', 'imaginary'], output: ['imaginary2'] },
    { op_type: 'Add', input: ['real2', 'imaginary2'], output: ['power'] },
    { op_type: 'Sqrt', input: ['power'], output: ['layer0'] },
  ];
  STRIDES.forEach((stride, layer) => {
    const [kernel, bias] = [`encoder.${layer}.reparam_conv.weight`, `encoder.${layer}.reparam_conv.bias`];
    constants.push(
      weight(kernel, asPicture),
      weight(bias, (dims) => dims),
    );
    const attributes = { strides: [1, stride], pads: [0, 1, 0, 1] };
    nodes.push(
      { op_type: 'Conv', input: [`layer${layer}`, kernel, bias], output: [`sum${layer}`], attributes },
      { op_type: 'Relu', input: [`sum${layer}`], output: [`layer${layer + 1}`] },
    );
  });
  const recurrent = ['sequenced', 'decoder.rnn.weight_ih', 'decoder.rnn.weight_hh', 'bias', '', 'hidden', 'cell'];
  const outputs = ['speech', 'hiddenAfter', 'cellAfter'];
  nodes.push(
    { op_type: 'Transpose', input: ['layer4'], output: ['transposed'], attributes: { perm: [2, 0, 1, 3] } },
    { op_type: 'Reshape', input: ['transposed', 'sequence'], output: ['sequenced'] },
    {
      op_type: 'LSTM',
      input: recurrent,
      output: ['states', 'hiddenAfter', 'cellAfter'],
      attributes: { hidden_size: STATE_SIZE },
    },
    { op_type: 'Flatten', input: ['states'], output: ['flat'] },
    { op_type: 'Relu', input: ['flat'], output: ['positive'] },
    {
      op_type: 'Gemm',
      input: ['positive', 'decoder.decoder.2.weight', 'decoder.decoder.2.bias'],
      output: ['evidence'],
      attributes: { transB: 1 },
    },
    { op_type: 'Sigmoid', input: ['evidence'], output: ['speech'] },
  );
  const state = [1, 1, STATE_SIZE];
  const inputs = { frames: [1, 1, 'frames', 'samples'], hidden: state, cell: state };
  return encodeModel({ nodes, constants, inputs, outputs });
}

/** PyTorch keeps the gates of a recurrent layer as input, forget, cell, output; ONNX as input, output, forget, cell. */
function inOnnxOrder(tensor: OnnxTensor): OnnxTensor {
  const size = tensor.raw_data.length / 4;
  const gate = (at: number) => tensor.raw_data.subarray(at * size, (at + 1) * size);
  return { ...tensor, raw_data: Buffer.concat([gate(0), gate(3), gate(1), gate(2)]) };
}
