import { useEffect, useState } from 'react';

const wholePattern = /^([A-Za-z0-9][\s-]*){16}$/;
const codePattern = /^#([A-Za-z0-9]{4}(?:-[A-Za-z0-9]{4}){3})$/;

/** The code at the end of the address, taken out of it at once so that it stays in no history. */
export function useLinkCode() {
  const [code, setCode] = useState(() => codePattern.exec(location.hash)?.[1] ?? '');
  const [isFromLink] = useState(code !== '');
  useEffect(() => {
    if (codePattern.test(location.hash)) history.replaceState(history.state, '', location.pathname);
  }, []);
  return { code, setCode, isFromLink, isWhole: wholePattern.test(code.trim()) };
}
