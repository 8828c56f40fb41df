namespace ActiveCampaign.Bulk.Errors;

/// <summary>The error ids of the cmdlets themselves. Those of Core are the names of its error codes and row reasons.</summary>
internal static class ErrorIds
{
    public const string NoConnection = nameof(NoConnection);
    public const string AmbiguousSession = nameof(AmbiguousSession);
    public const string SessionNotFound = nameof(SessionNotFound);
    public const string SessionClosed = nameof(SessionClosed);
    public const string SessionDeserialized = nameof(SessionDeserialized);
    public const string AccountMismatch = nameof(AccountMismatch);
    public const string HttpsRequired = nameof(HttpsRequired);
    public const string PacingRequired = nameof(PacingRequired);
    public const string CredentialInvalid = nameof(CredentialInvalid);
    public const string ActivityNotNamed = nameof(ActivityNotNamed);
    public const string DependencyOpen = nameof(DependencyOpen);
    public const string ContactUnknown = nameof(ContactUnknown);
    public const string NotARow = nameof(NotARow);
    public const string IdWithoutAddress = nameof(IdWithoutAddress);
    public const string NotAContact = nameof(NotAContact);
    public const string ContactsGone = nameof(ContactsGone);
    public const string ConfirmationRequired = nameof(ConfirmationRequired);
    public const string EmailInvalid = nameof(EmailInvalid);
    public const string FileNotFound = nameof(FileNotFound);
    public const string PathAmbiguous = nameof(PathAmbiguous);
    public const string BatchUnknown = nameof(BatchUnknown);
    public const string BatchFailed = nameof(BatchFailed);
    public const string BatchInterrupted = nameof(BatchInterrupted);
    public const string ImportFailed = nameof(ImportFailed);
    public const string ContactNotFound = nameof(ContactNotFound);
    public const string NameNotFound = nameof(NameNotFound);
    public const string SimulatorNotRunning = nameof(SimulatorNotRunning);
    public const string PortInUse = nameof(PortInUse);
    public const string RejectActionFailed = nameof(RejectActionFailed);
}
