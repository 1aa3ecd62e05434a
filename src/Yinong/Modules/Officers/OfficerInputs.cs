namespace Yinong.Modules.Officers;

/// <summary>An officer when he is entered. Nothing else about the person is asked: the programme needs no more to know who serves where.</summary>
public sealed record NewOfficer(string Name, string? Phone, string Division);

/// <summary>What may change; the version is the one that was read.</summary>
public sealed record OfficerBasics(string Name, string? Phone, string Division, long Version);

/// <summary>A certificate to issue, and what it rests on: a passed examination of this system, or the paper of another one.</summary>
public sealed record NewCertificate(string Kind, DateOnly ValidFrom, DateOnly ValidTo, string Issuer, int? QualificationId = null, ExaminationPaper? Paper = null);

/// <summary>The paper of an examination outside of this system: who examined, its number, its day.</summary>
public sealed record ExaminationPaper(string? Body, string? Number, DateOnly? On);

/// <summary>Why a posting ends or a certificate is taken away: a code of reason-codes.json and what happened.</summary>
public sealed record OfficerReason(string? Code, string? Text);
