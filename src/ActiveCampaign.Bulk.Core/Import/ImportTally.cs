namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Counts while a run goes on. Safe for several threads.</summary>
internal sealed class ImportTally
{
    private readonly object _gate = new();
    private ImportCounts _counts = new();

    public ImportCounts Snapshot
    {
        get
        {
            lock (_gate)
                return _counts;
        }
    }

    public void Read(int rows) => Change(counts => counts with { Read = counts.Read + rows });

    public void Progress(double fraction, long row) =>
        Change(counts => counts with { Fraction = fraction, Expected = fraction > 0 ? (long)(row / fraction) : null });

    public long Refused(int rows) => Change(counts => counts with { Refused = counts.Refused + rows }).Refused;

    public void Formed(int contacts, int bytes, bool single) => Change(counts => counts with
    {
        Bytes = counts.Bytes + bytes,
        Formed = counts.Formed + 1,
        FormedSingle = counts.FormedSingle + (contacts == 1 && !single ? 1 : 0),
        SingleContacts = counts.SingleContacts + (single ? contacts : 0),
    });

    public void Pending(int rows) => Change(counts => counts with { Pending = counts.Pending + rows, Batches = counts.Batches + 1 });

    public void Imported(int rows) => Change(counts => counts with { Imported = counts.Imported + rows });

    public void Unknown(int rows) => Change(counts => counts with { Unknown = counts.Unknown + rows });

    public void Superseded(int rows) => Change(counts => counts with { Superseded = counts.Superseded + rows });

    public void Repeated() => Change(counts => counts with { Repeated = counts.Repeated + 1 });

    public void Unchanged(int rows) => Change(counts => counts with { Unchanged = counts.Unchanged + rows });

    public void NewTags(int tags) => Change(counts => counts with { NewTags = tags });

    private ImportCounts Change(System.Func<ImportCounts, ImportCounts> change)
    {
        lock (_gate)
            return _counts = change(_counts);
    }
}
