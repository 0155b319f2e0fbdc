import { LingtingError, type Sentence } from './errors.ts';

const INSTALL = 'npm install sherpa-onnx-node@1.13.8';

/**
 * The optional package sherpa-onnx-node, read only here and where it is needed: who does not use it loses nothing.
 * `purpose` completes “the package, which …” and 无法….
 * @throws LingtingError `model-missing` with the command that installs it, `model-failed` where it is there and does not load.
 */
export async function sherpaOnnx(purpose: Sentence): Promise<typeof import('sherpa-onnx-node')['default']> {
  const { default: library } = await import('sherpa-onnx-node').catch((cause: unknown) => {
    throw packageFault(purpose, cause);
  });
  return library;
}

/** Why the package cannot be imported: it is not installed, or the part of it that is made for each system does not load. */
export function packageFault(purpose: Sentence, cause: unknown): LingtingError {
  if ((cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
    return new LingtingError(
      'model-missing',
      {
        en: `The package sherpa-onnx-node, which ${purpose.en}, is not installed. Install it with: ${INSTALL}`,
        zh: `未安装 sherpa-onnx-node，无法${purpose.zh}。请运行：${INSTALL}`,
      },
      { cause },
    );
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim();
  return new LingtingError(
    'model-failed',
    {
      en: `The package sherpa-onnx-node, which ${purpose.en}, is installed and does not load (${reason}). Install it again with: ${INSTALL}`,
      zh: `sherpa-onnx-node 已安装但无法加载（${reason}），无法${purpose.zh}。请重新安装：${INSTALL}`,
    },
    { cause },
  );
}
