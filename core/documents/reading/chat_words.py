"""What WhatsApp itself writes into an export, in the languages that its users have."""

import re

_BEFORE_NOON = "am 오전 上午 凌晨 午前 ص π.μ. πμ sa pd öö ق.ظ. de. पूर्वाह्न asubuhi fm f.m. vm. dop. pg"
_AFTER_NOON = "pm 오후 下午 中午 晚上 午後 م μ.μ. μμ ch md ös ب.ظ. du. अपराह्न mchana jioni usiku em e.m. nm. odp. ptg"
MERIDIEM = dict.fromkeys(_BEFORE_NOON.split(), "am") | dict.fromkeys(_AFTER_NOON.split(), "pm")
"""Words for the half of the day, lower case, to ``am`` or ``pm``."""

MEDIA = re.compile(
    r"(?i)^(?:"
    r"<(?:media omitted|medien ausgeschlossen|médias? omis|media omessi|arquivo de mídia oculto|mídia oculta|"
    r"media weggelaten|multimedia omitido|archivo omitido|без медиафайлов|medya dahil edilmedi|media tidak disertakan|"
    r"(?:attached|adjunto|anhang|pièce jointe ?|allegato|anexado|bijgevoegd): [^>]*)>|"
    r"(?:image|video|audio|gif|sticker|document|contact card|video note|view once message|photo|voice message) omitted|"
    r"(?:bild|video|audio|gif|sticker|dokument|kontaktkarte) weggelassen|"
    r"(?:imagen|video|audio|gif|sticker|documento|tarjeta de contacto) omitid[oa]|"
    r"(?:image|vidéo|audio|gif|sticker|document|fiche contact) (?:absente?|omise?)|"
    r"(?:immagine|video|audio|gif|sticker|documento) omess[oa]|"
    r"(?:imagem|vídeo|áudio|gif|figurinha|documento) (?:ocult[oa]|omitid[oa])|"
    r"(?:afbeelding|video|audio|gif|sticker|document) weggelaten|"
    r"[^\n<>]{1,200} [•·] \d+ (?:pages?|seiten?|páginas?) ?document omitted|"
    r"[^\n<>]{1,200}\.\w{2,5} \((?:file attached|datei angehängt|archivo adjunto|fichier joint|file allegato|"
    r"arquivo anexado|bestand bijgevoegd)\))$"
)
"""The whole of a line that stands for a picture, recording or document."""

DELETED = re.compile(
    r"(?i)^(?:this message was deleted(?: by admin .*)?|you deleted this message(?: as admin)?|"
    r"diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|se eliminó este mensaje|eliminaste este mensaje|"
    r"ce message a été supprimé|vous avez supprimé ce message|questo messaggio è stato eliminato|"
    r"hai eliminato questo messaggio|(?:esta )?mensagem apagada|essa mensagem foi apagada|você apagou esta mensagem|"
    r"dit bericht (?:is|werd) verwijderd|u hebt dit bericht verwijderd|ujumbe huu ulifutwa|waiting for this message.*|"
    r"(?:missed|silenced) (?:group )?(?:voice|video) call.*|(?:voice|video) call[.,].{0,60}|"
    r"verpasster (?:sprach|video)anruf.*|llamada perdida.*|appel (?:vocal|vidéo) manqué.*)\.?$"
)
"""The whole of a message that was taken back, or of a call."""

EDITED = re.compile(
    r"[ \n]*\u200e?<(?:This message was edited|Diese Nachricht wurde bearbeitet|Se editó este mensaje|"
    r"Ce message a été modifié|Questo messaggio è stato modificato|Mensagem editada|Esta mensagem foi editada|"
    r"Dit bericht is bewerkt)\.?>\s*$"
)
"""The mark at the end of a message that was changed."""

NOTICE = re.compile(
    r"(?i)(?: changed the (?:subject|group name|group description)| changed this group['’]s| created (?:this )?group|"
    r" added | removed |['’]s security code changed|security code with | joined using | changed their phone number|"
    r" changed to | pinned a message| turned (?:on|off) | is now an admin| left$|"
    r" hat (?:den betreff|die gruppe|das gruppenbild)| cambió (?:el asunto|el nombre)| a (?:changé|modifié) |"
    r" ha cambiato | mudou | wijzigde |end-to-end encrypted|ende-zu-ende|extremo a extremo|bout en bout|crittografat|"
    r"ponta a ponta|end-to-end versleuteld)"
)
"""Found in the words before the first colon, or in a line without a name: WhatsApp speaks, not a person."""

GROUP_NAMED = re.compile(
    r"(?i)(?:created group|changed the (?:subject|group name)(?: from [\"“”].*?[\"“”])? to|hat die gruppe|"
    r"creó el grupo|a créé le groupe|ha creato il gruppo|criou o grupo|heeft groep) ?"
    r"[\"“”„«](?P<name>.+?)[\"“”»](?:$| erstellt| aangemaakt)"
)
"""A notice that gives the group's name."""

EXPORT_NAME = re.compile(
    r"(?i)(?:whatsapp[- ]chat (?:with|mit|- )|chat de whatsapp con|discussion whatsapp avec|chat whatsapp con|"
    r"conversa do whatsapp com|whatsapp-chat met) ?(?P<name>.+?)(?:\.txt|\.zip)?$"
)
"""The name that WhatsApp gives to an export."""
