import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bytes, encodeModel } from '../../src/onnx.ts';

const LENGTH = 64;
const LARGEST = 127;

/**
 * Whether onnxruntime multiplies signed bytes exactly on this processor. Those without VNNI add two products at a time in 16
 * bits, which large ones overflow: what is made of the same weights is then a little off.
 */
export async function areByteProductsExact(): Promise<boolean> {
  const model = encodeModel({
    inputs: { values: [1, LENGTH] },
    constants: [bytes('weights', [LENGTH, 1], new Int8Array(LENGTH).fill(LARGEST))],
    nodes: [
      { op_type: 'DynamicQuantizeLinear', input: ['values'], output: ['bytes', 'scale', 'zero'] },
      { op_type: 'MatMulInteger', input: ['bytes', 'weights', 'zero'], output: ['sum'] },
      { op_type: 'Cast', input: ['sum'], output: ['out'], attributes: { to: 1 } },
    ],
    outputs: ['out'],
  });
  const session = await InferenceSession.create(model);
  const { out } = await session.run({ values: new Tensor('float32', new Float32Array(LENGTH).fill(1), [1, LENGTH]) });
  await session.release();
  return out!.data[0] === LENGTH * 255 * LARGEST;
}
