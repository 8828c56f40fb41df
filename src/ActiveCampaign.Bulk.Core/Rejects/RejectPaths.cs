using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// The files behind one path: rows whose columns the first file lacks go to <c>name.2.csv</c>, and so on. Checks a path
/// before an activity starts.
/// </summary>
public static class RejectPaths
{
    /// <summary>Checks that refused rows can go to a path. Changes nothing.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="append">Whether a file that is there is added to.</param>
    /// <param name="force">Whether a file that is there is replaced.</param>
    /// <param name="safe">Whether the cells are escaped.</param>
    /// <param name="source">The file that is read, which must be another one; or null.</param>
    /// <exception cref="BulkException">FileExists, RejectFileMismatch, FileUnwritable or SettingsConflict.</exception>
    public static void Check(string path, bool append, bool force, bool safe, string? source = null)
    {
        if (source is not null && string.Equals(Path.GetFullPath(source), Path.GetFullPath(path), StringComparison.OrdinalIgnoreCase))
            throw new BulkException(BulkError.SettingsConflict, Texts.RejectPathIsInput(path), path);
        if (Directory.Exists(path))
            throw Unwritable(path, Texts.IsFolder);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw Unwritable(path, Texts.NoSuchFolder);
        if (Existing(path).FirstOrDefault() is not string existing || (force && !append))
            return;
        if (!append)
            throw new BulkException(BulkError.FileExists, Texts.RejectFileExists(existing), existing);
        Guard(path, () =>
        {
            foreach (string file in Existing(path))
                RejectSheet.CheckHeader(file, safe);
        });
    }

    /// <summary>Makes the path ready, once it is certain that the activity starts: files to replace go, and writing is tried.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public static void Prepare(string path, bool append) => Guard(path, () =>
    {
        if (!append)
        {
            foreach (string file in Existing(path).ToList())
                File.Delete(file);
        }

        FileOptions options = File.Exists(path) ? FileOptions.None : FileOptions.DeleteOnClose;
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 4096, options).Dispose();
    });

    /// <summary>The n-th file of a path.</summary>
    internal static string Numbered(string path, int number) => number == 1 ? path : Path.Combine(
        Path.GetDirectoryName(path) ?? string.Empty,
        string.Format(CultureInfo.InvariantCulture, "{0}.{1}{2}", Path.GetFileNameWithoutExtension(path), number, Path.GetExtension(path)));

    /// <summary>The files that are there, in order.</summary>
    internal static IEnumerable<string> Existing(string path)
    {
        for (int number = 1; ; number++)
        {
            string file = Numbered(path, number);
            if (File.Exists(file))
                yield return file;
            else if (number > 1)
                yield break;
        }
    }

    /// <summary>Does something with a file; what fails is FileUnwritable.</summary>
    internal static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e.Message, e);
        }
    }

    private static BulkException Unwritable(string path, string why, Exception? inner = null) =>
        new(BulkError.FileUnwritable, Texts.FileUnwritable(path, why), path, inner);
}
