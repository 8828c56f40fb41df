using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What a run checks and reads before its first row. It only reads.</summary>
/// <param name="Rows">How its rows become what goes out.</param>
/// <param name="Exclusions">Addresses that are never to be imported; null where no file names any.</param>
/// <param name="ExclusionHash">What the files of these addresses hold, as one SHA-256 each; null where there is none.</param>
internal sealed record ImportPreparation(RowMapping Rows, ExclusionList? Exclusions, string? ExclusionHash)
{
    /// <summary>The mapping with the names of lists and tags resolved.</summary>
    public MappingSettings Mapping => Rows.Settings;

    /// <summary>Reads what the settings name and checks them.</summary>
    /// <exception cref="BulkException">Something that they name is not there, or two settings exclude each other.</exception>
    public static async Task<ImportPreparation> ReadAsync(BulkService service, ImportSettings settings, CancellationToken token)
    {
        CheckConflicts(service, settings);
        if (settings.ExcludePaths.Count == 0)
            return new ImportPreparation(await service.PrepareAsync(settings, token).ConfigureAwait(false), null, null);
        ExclusionList exclusions = ExclusionReader.Read(settings.ExcludePaths, token);
        List<string> hashes = [];
        foreach (string path in settings.ExcludePaths)
            hashes.Add(await FileHash.OfAsync(path, token).ConfigureAwait(false));
        return new ImportPreparation(await service.PrepareAsync(settings, token).ConfigureAwait(false), exclusions, string.Join(",", hashes));
    }

    private static void CheckConflicts(BulkService service, ImportSettings settings)
    {
        if (settings.OnDuplicate == DuplicateMode.KeepLast && settings.Source is null)
            throw new BulkException(BulkError.SettingsConflict, Texts.KeepLastWithoutFile);
        if (settings.ComparedTo is not null && !settings.IsNamed)
            throw new BulkException(BulkError.SettingsConflict, Texts.ComparedWithoutName);
        if (settings.ComparedTo is null && settings.AllowFull)
            throw new BulkException(BulkError.SettingsConflict, Texts.FullWithoutCompared);
        if (settings.Method == ImportMethod.Single && service.Rules.SingleCallsUpTo == 0)
            throw new BulkException(BulkError.SettingsConflict, Texts.NoSingleCalls);
    }
}
