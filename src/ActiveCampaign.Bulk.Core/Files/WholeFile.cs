using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Puts a file that is whole in its place; the name is on the disk when it returns.</summary>
internal static class WholeFile
{
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
