using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>The file that is asked for. It is put together beside its place, and appears there when it is whole.</summary>
internal sealed class ExportTarget
{
    private readonly TargetFile _file;
    private readonly string _partial;

    internal ExportTarget(TargetFile file, string activityId)
    {
        _file = file;
        _partial = ExportFiles.Partial(file.Path, activityId);
    }

    /// <summary>Makes sure that the file can be written, before a contact is read.</summary>
    /// <exception cref="BulkException">FileExists or FileUnwritable.</exception>
    public static void Check(string path, bool overwrite)
    {
        OutputFile.CheckNew(path, overwrite);
        OutputFile.Guard(path, () => PrivateFile.Open(path + "." + Guid.NewGuid().ToString("N").Substring(0, 8), FileMode.CreateNew, FileAccess.Write, FileShare.None, options: FileOptions.DeleteOnClose).Dispose());
    }

    /// <summary>Puts the stretches together in the order of their ids.</summary>
    /// <returns>Length and SHA-256 of the file.</returns>
    /// <exception cref="BulkException">FileExists or FileUnwritable.</exception>
    internal (long Length, string Hash) Complete(string header, IEnumerable<IdRange> ranges, PartFiles parts)
    {
        (long, string) written = default;
        OutputFile.Guard(_file.Path, () =>
        {
            written = Write(header, ranges.OrderBy(range => range.After), parts);
            Replace(written);
        });
        return written;
    }

    private (long Length, string Hash) Write(string header, IEnumerable<IdRange> ranges, PartFiles parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream file = PrivateFile.Open(_partial, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024);
        byte[] start = [.. _file.HasMark ? Encoding.GetEncoding(_file.Encoding.CodePage).GetPreamble() : [], .. _file.Encoding.GetBytes(header)];
        Add(start, start.Length);
        byte[] buffer = new byte[128 * 1024];
        foreach (IdRange range in ranges)
        {
            using FileStream? part = parts.OpenRead(range);
            for (int read = part?.Read(buffer, 0, buffer.Length) ?? 0; read > 0; read = part!.Read(buffer, 0, buffer.Length))
                Add(buffer, read);
        }

        Disk.Flush(file);
        return (file.Length, Hex.Of(hash.GetHashAndReset()));

        void Add(byte[] bytes, int count)
        {
            file.Write(bytes, 0, count);
            hash.AppendData(bytes, 0, count);
        }
    }

    // A run that was killed after the file had its name finds the same file there.
    private void Replace((long Length, string Hash) written)
    {
        if (!File.Exists(_file.Path))
        {
            WholeFile.Move(_partial, _file.Path);
            return;
        }

        bool isSame = new FileInfo(_file.Path).Length == written.Length && HashOf(_file.Path) == written.Hash;
        if (isSame || !_file.Overwrite)
            File.Delete(_partial);
        else
            WholeFile.Move(_partial, _file.Path);
        if (!isSame && !_file.Overwrite)
            throw new BulkException(BulkError.FileExists, Texts.FileExists(_file.Path), _file.Path);
    }

    private static string HashOf(string path)
    {
        using SHA256 sha = SHA256.Create();
        using FileStream file = File.OpenRead(path);
        return Hex.Of(sha.ComputeHash(file));
    }
}
