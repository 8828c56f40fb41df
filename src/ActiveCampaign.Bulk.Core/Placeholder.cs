namespace ActiveCampaign.Bulk.Core;
internal static class Placeholder { }
