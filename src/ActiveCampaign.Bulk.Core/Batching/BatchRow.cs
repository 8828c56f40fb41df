namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>Where one row of a batch lies. Rows of one address may share a contact.</summary>
/// <param name="Number">Row number in the input, 1-based.</param>
/// <param name="Line">Line in the file, 0 where there is none.</param>
/// <param name="ContactStart">Offset of its JSON in the body.</param>
/// <param name="ContactLength">Bytes of its JSON.</param>
/// <param name="CellsStart">Offset of its original cells, a JSON array of texts.</param>
/// <param name="CellsLength">Bytes of its original cells.</param>
/// <param name="Digest">Keyed digests of its address and of its own content, merged or not.</param>
/// <param name="Contact">Position of its contact in the body, 0-based.</param>
internal readonly record struct BatchRow(
    long Number, long Line, int ContactStart, int ContactLength, int CellsStart, int CellsLength, RowDigest Digest, int Contact = 0);
