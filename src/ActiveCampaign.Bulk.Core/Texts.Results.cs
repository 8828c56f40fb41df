namespace ActiveCampaign.Bulk.Core;

internal static partial class Texts
{
    public static string FileExists(string path) => $"The file '{path}' exists. Choose another name, or replace it with -Force.";
}
