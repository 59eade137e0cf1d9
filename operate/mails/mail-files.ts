import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {mimeMessage} from '../../src/adapters/mailer.ts';
import {sampleMails, samplePicture, sampleSender, sampleSite} from './sample-mails.ts';

/** Beside the mails, so that the HTML shows it without a network. */
const pictureFile = 'cover.jpg';

/** Each kind of mail as `<kind>.html`, `.txt` and `.eml` in `folder`; answers the names of the files. */
export const writeSampleMails = async (folder: string, siteUrl: string, now: Date): Promise<readonly string[]> => {
  const {bytes, cover} = await samplePicture(pictureFile);
  const files: [name: string, content: string | Uint8Array][] = [[pictureFile, bytes]];
  for (const [kind, mail] of Object.entries(sampleMails(sampleSite(siteUrl), cover, now)))
    files.push(
      [`${kind}.html`, mail.html],
      [`${kind}.txt`, mail.text],
      [`${kind}.eml`, await mimeMessage(mail, sampleSender, now)],
    );
  mkdirSync(folder, {recursive: true});
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return files.map(([name]) => name);
};
