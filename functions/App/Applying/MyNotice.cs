namespace FunctionsApp.Applying;

/// <summary>What was done, on the page that follows it.</summary>
public enum MyNotice
{
    Drafted,
    Submitted,
    Withdrawn,
    SentToPartners,
    SentToSign,
    Recalled,
    Uploaded,
    Promised,
    Extended,
    Appealed,
    AppointmentConfirmed,
    MoveAsked,
}
