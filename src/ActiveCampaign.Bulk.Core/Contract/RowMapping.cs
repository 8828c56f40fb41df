using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>How the rows of one run become what goes out, against what the account has. Used by one thread.</summary>
internal abstract class RowMapping
{
    /// <summary>The settings with the names of the account in place, as the journal notes them.</summary>
    public abstract MappingSettings Settings { get; }

    /// <summary>Where the columns of the input lead, in words, by column; none before the first shape was checked.</summary>
    public virtual IReadOnlyDictionary<string, string> Targets => new Dictionary<string, string>();

    /// <summary>Cells with a number that a spreadsheet has cut, and the row of the first.</summary>
    public virtual (long Cells, long FirstRow) ShortNumbers => default;

    /// <summary>Tag names so far that do not exist and will be created.</summary>
    public virtual int NewTags => 0;

    /// <summary>These names, as they will be created.</summary>
    public virtual IReadOnlyCollection<string> NewTagNames => [];

    /// <summary>Checks a shape and reads what its columns need.</summary>
    /// <exception cref="BulkException">The shape does not fit.</exception>
    public abstract Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token);

    /// <summary>The same rows come again from the first; who has opted out stays known.</summary>
    public virtual void StartOver()
    {
    }

    /// <summary>Reads the rows of an exported file, whatever else is in it, to compare others with.</summary>
    /// <exception cref="BulkException">It has no column of addresses.</exception>
    public virtual Task<IKnownContacts> ReadExportAsync(RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token) => throw new NotSupportedException();
}

/// <summary>Turns rows of one shape into what goes out, or into the reason why not. Used by one thread.</summary>
internal interface IRowMapper
{
    /// <summary>Whether rows of the shape can go through the importer alone, as single calls do not know all of it.</summary>
    public bool NeedsImporter { get; }

    /// <summary>Notes whether a row says that its address has opted out, which counts whatever other rows say. Call it before these are mapped.</summary>
    public void NoteOptOut(SourceRow row);

    /// <summary>Maps one row: what goes out, or null and the problem.</summary>
    public OutgoingRow? Map(SourceRow row, out RowProblem? problem);

    /// <summary>Makes sure that what is compared with has what rows of the shape say.</summary>
    /// <exception cref="BulkException">It lacks a column.</exception>
    public void Check(IKnownContacts known);
}

/// <summary>Contacts that rows are compared with.</summary>
internal interface IKnownContacts : IDisposable
{
    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Whether importing a row would change nothing.</summary>
    public bool IsSame(OutgoingRow row);
}
