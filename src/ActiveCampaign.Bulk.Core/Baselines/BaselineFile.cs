using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// Keyed digests on the disk: sixteen bytes an address, nothing that tells whose. Written beside and then put in place,
/// so that a kill leaves the old file or the new one whole.
/// </summary>
/// <param name="Through">The id of the last activity that is in it.</param>
/// <param name="Rows">The chains by address.</param>
internal sealed record BaselineFile(string Through, Dictionary<ulong, ulong> Rows)
{
    private const int Magic = 0x4C424341;
    private const int Version = 1;
    private const int RowSize = 16;

    /// <summary>Reads a file; one that is not there holds nothing.</summary>
    /// <exception cref="BulkException">It is damaged.</exception>
    public static BaselineFile Read(string path)
    {
        if (!File.Exists(path))
            return new BaselineFile(string.Empty, []);
        using BinaryReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024), Encoding.UTF8);
        try
        {
            return reader.ReadInt32() == Magic && reader.ReadInt32() == Version ? new BaselineFile(reader.ReadString(), ReadRows(reader)) : throw Damaged(path);
        }
        catch (Exception e) when (e is EndOfStreamException || JournalScan.IsDamage(e))
        {
            throw Damaged(path, e);
        }
    }

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        string fresh = path + ".new";
        using (FileStream stream = PrivateFile.Open(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
        {
            using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(Through);
            writer.Write(Rows.Count);
            foreach (KeyValuePair<ulong, ulong> row in Rows)
            {
                writer.Write(row.Key);
                writer.Write(row.Value);
            }

            writer.Flush();
            Disk.Flush(stream);
        }

        WholeFile.Move(fresh, path);
    }

    private static Dictionary<ulong, ulong> ReadRows(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > (reader.BaseStream.Length - reader.BaseStream.Position) / RowSize)
            throw new EndOfStreamException();
        Dictionary<ulong, ulong> rows = new(count);
        for (int i = 0; i < count; i++)
        {
            ulong address = reader.ReadUInt64();
            rows[address] = reader.ReadUInt64();
        }

        return rows;
    }

    private static BulkException Damaged(string path, Exception? inner = null) => new(BulkError.JournalUnreadable, Texts.BaselineDamaged(path), path, inner);
}
