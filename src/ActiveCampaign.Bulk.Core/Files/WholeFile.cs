using System;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Puts a file that is whole in its place; the name is on the disk when it returns.</summary>
internal static class WholeFile
{
    /// <summary>What ends the name of the file beside that is written first; a kill may leave one.</summary>
    public const string Suffix = ".new";

    /// <summary>Writes a file anew: beside it first, flushed, then in its place, so that a kill leaves the old one or the new one whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is in it.</param>
    /// <param name="by">Tells the file beside from that of others who may write the same file at the same time; null where nobody does.</param>
    public static void Write(string path, Action<FileStream> write, string? by = null)
    {
        string fresh = path + by + Suffix;
        using (FileStream stream = PrivateFile.Open(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
        {
            write(stream);
            Disk.Flush(stream);
        }

        Move(fresh, path);
    }

    /// <summary>Gives a file its name at once; one that has the name already is replaced.</summary>
    public static void Move(string from, string to)
    {
#if NET8_0_OR_GREATER
        File.Move(from, to, overwrite: true);
#else
        if (File.Exists(to))
            File.Replace(from, to, null);
        else
            File.Move(from, to);
#endif
        Disk.FlushFolderOf(to);
    }
}
