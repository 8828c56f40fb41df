using System.Globalization;
using System.IO;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// How much of an activity's refused rows is in its reject file: kept beside the journal, so that a file that was
/// corrected and moved away is not written again.
/// </summary>
internal sealed class RejectMark
{
    private const string FileName = "rejects.mark";

    private readonly string _path;

    public RejectMark(string folder)
    {
        _path = Path.Combine(folder, FileName);
    }

    /// <summary>Whether rows were brought into the file before.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>The offset in the journal's file; 0 where nothing is known, and then the reject file itself is asked.</summary>
    public long Read() =>
        File.Exists(_path) && long.TryParse(File.ReadAllText(_path), NumberStyles.None, CultureInfo.InvariantCulture, out long offset) && IsPlace(offset) ? offset : 0;

    // A mark that does not fit the file is damaged.
    private bool IsPlace(long offset)
    {
        string path = Path.Combine(Path.GetDirectoryName(_path)!, JournalFiles.Refused);
        if (offset == 0 || !File.Exists(path))
            return false;
        using FileStream refused = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        refused.Seek(offset - 1, SeekOrigin.Begin);
        return refused.ReadByte() == '\n';
    }

    /// <summary>Notes the offset. Without it the reject file is asked which rows it has, and one that was moved away has none.</summary>
    public void Write(long offset) => PrivateFile.WriteAllText(_path, offset.ToString(CultureInfo.InvariantCulture));
}
