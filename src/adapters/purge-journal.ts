import {randomUUID} from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type {PurgeJournal, PurgeNote} from '../domain/purges.ts';
import {requiredEnv} from './env.ts';
import {s3} from './s3.ts';

/** Beside the pages, since whoever may write those must write here: a note is a small object that names public addresses only. */
const folder = 'purges/';

const bucketName = () => requiredEnv('SITE_BUCKET');

const note = z.array(z.string());

/** Nothing if another function forgot it meanwhile. */
const readNote = async (id: string, notedAt: Date): Promise<readonly PurgeNote[]> => {
  try {
    const {Body} = await s3().send(new GetObjectCommand({Bucket: bucketName(), Key: id}));
    return [{id, notedAt, paths: z.parse(note, JSON.parse((await Body?.transformToString()) ?? ''))}];
  } catch (error) {
    if (error instanceof NoSuchKey) return [];
    throw error;
  }
};

export const purgeJournal = {
  note: async (paths) => {
    const id = `${folder}${randomUUID()}.json`;
    const body = JSON.stringify(paths);
    await s3().send(
      new PutObjectCommand({
        Bucket: bucketName(),
        Key: id,
        Body: body,
        ContentType: 'application/json',
        CacheControl: 'no-store',
      }),
    );
    return id;
  },

  read: async () => {
    const notes: PurgeNote[] = [];
    for await (const {Contents = []} of paginateListObjectsV2({client: s3()}, {Bucket: bucketName(), Prefix: folder}))
      for (const {Key, LastModified} of Contents)
        if (Key && LastModified) notes.push(...(await readNote(Key, LastModified)));
    return notes;
  },

  forget: async (ids) => {
    await Promise.all(ids.map((id) => s3().send(new DeleteObjectCommand({Bucket: bucketName(), Key: id}))));
  },
} satisfies PurgeJournal;
