using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
    private const int Version = 2;
    private const int RowSize = 16;

    /// <summary>Addresses of rows that a removed activity had sent after a later one began, and when.</summary>
    public Dictionary<ulong, DateTimeOffset> Late { get; init; } = [];

    /// <summary>
    /// The activities up to <see cref="Through"/> that are in it, as far as they are still there: one that began to journal
    /// later than its id says is not. Null where a file of version 1 does not say.
    /// </summary>
    public IReadOnlyCollection<string>? Folded { get; init; } = [];

    /// <summary>Reads a file; one that is not there holds nothing.</summary>
    /// <exception cref="BulkException">It is damaged.</exception>
    public static BaselineFile Read(string path)
    {
        if (!File.Exists(path))
            return new BaselineFile(string.Empty, []);
        using BinaryReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024), Encoding.UTF8);
        try
        {
            return reader.ReadInt32() == Magic ? Read(reader, reader.ReadInt32()) ?? throw Damaged(path) : throw Damaged(path);
        }
        catch (Exception e) when (e is EndOfStreamException || JournalScan.IsDamage(e))
        {
            throw Damaged(path, e);
        }
    }

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        WholeFile.Write(path, stream =>
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

            WriteRest(writer);
        });
    }

    private void WriteRest(BinaryWriter writer)
    {
        writer.Write(Late.Count);
        foreach (KeyValuePair<ulong, DateTimeOffset> row in Late)
        {
            writer.Write(row.Key);
            writer.Write(row.Value.UtcTicks);
        }

        writer.Write(Folded?.Count ?? 0);
        foreach (string id in Folded ?? [])
            writer.Write(id);
    }

    private static BaselineFile? Read(BinaryReader reader, int version)
    {
        if (version is not (1 or Version))
            return null;
        BaselineFile file = new(reader.ReadString(), ReadRows(reader)) { Folded = null };
        return version == 1 ? file : file with { Late = ReadRows(reader).ToDictionary(row => row.Key, row => new DateTimeOffset((long)row.Value, TimeSpan.Zero)), Folded = ReadIds(reader) };
    }

    private static List<string> ReadIds(BinaryReader reader)
    {
        List<string> ids = [];
        for (int left = Count(reader, 1); left > 0; left--)
            ids.Add(reader.ReadString());
        return ids;
    }

    private static int Count(BinaryReader reader, int size)
    {
        int count = reader.ReadInt32();
        return count < 0 || count > (reader.BaseStream.Length - reader.BaseStream.Position) / size ? throw new EndOfStreamException() : count;
    }

    private static Dictionary<ulong, ulong> ReadRows(BinaryReader reader)
    {
        int count = Count(reader, RowSize);
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
