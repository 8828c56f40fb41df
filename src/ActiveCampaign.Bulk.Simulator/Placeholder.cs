namespace ActiveCampaign.Bulk.Simulator;
internal static class Placeholder { }
