using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>resume ROOT URI TOKEN START SPEED</c>: goes on with the newest activity in a journal root and waits until
/// everything is settled. Writes "done", or which error ended it.
/// </summary>
internal static class ResumeVerb
{
    public static Task<int> RunAsync(string[] arguments) => ImportVerb.ReportAsync(arguments, errand => errand.ResumeAsync());
}
