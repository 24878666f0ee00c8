namespace FunctionsApp.Applying;

/// <summary>What was done, on the page that follows it.</summary>
public enum MyNotice
{
    Drafted,
    Submitted,
    Withdrawn,
    SentToSign,
    Recalled,
    Uploaded,
    AppointmentConfirmed,
    MoveAsked,
}
